; Per-user installer of Home Station. Built by assets/package/build.sh, which passes
; VERSION, SOURCE (folder of the programs and licences), ICON, OUTPUT and, with a certificate, SIGN.
;
; For administrators:  setup.exe /S [/DESKTOP] [/WATCH] [/D=C:\Folder]
;                      uninstall.exe /S [/REMOVEDATA]
; Exit code 2: the program was open and did not close, or data could not be removed; nothing changed.
Target amd64-unicode
!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"
!include "Sections.nsh"

!define PRODUCT "Home Station"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\HomeStation"
!define TASK "Home Station watch"
; That of winit, which opens the window; its title ends in the product's name.
!define WINDOW_CLASS "Window Class"

Name "${PRODUCT}"
OutFile "${OUTPUT}"
BrandingText "${PRODUCT} ${VERSION}"
; No administrator is needed: everything lies in the person's own profile.
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
InstallDir "$LOCALAPPDATA\Programs\Home Station"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
; Both programs hold the same library: a dictionary as large as both finds that.
SetCompressor /SOLID lzma
SetCompressorDictSize 64
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${PRODUCT}"
VIAddVersionKey "FileDescription" "${PRODUCT}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT OR Apache-2.0"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "welcome.bmp"
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\home-station.exe"
!define MUI_LANGDLL_ALLLANGUAGES
; An upgrade and the uninstaller speak the language that was chosen first.
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "InstallerLanguage"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_RESERVEFILE_LANGDLL

LangString WELCOME ${LANG_ENGLISH} "Home Station gives this computer and its LevelSenders a working mailbox.$\r$\n$\r$\nIt is installed for you alone; no administrator is needed. What an earlier version saved stays."
LangString WELCOME ${LANG_SPANISH} "Home Station da a este equipo y a sus LevelSender un buzón que funciona.$\r$\n$\r$\nSe instala solo para usted; no hace falta un administrador. Se conserva lo que guardó una versión anterior."
LangString SECTION_PROGRAM ${LANG_ENGLISH} "Home Station (needed)"
LangString SECTION_PROGRAM ${LANG_SPANISH} "Home Station (necesario)"
LangString SECTION_DESKTOP ${LANG_ENGLISH} "Icon on the desktop"
LangString SECTION_DESKTOP ${LANG_SPANISH} "Icono en el escritorio"
LangString SECTION_WATCH ${LANG_ENGLISH} "Look once an hour"
LangString SECTION_WATCH ${LANG_SPANISH} "Mirar cada hora"
LangString ABOUT_PROGRAM ${LANG_ENGLISH} "The program and its entry in the Start menu."
LangString ABOUT_PROGRAM ${LANG_SPANISH} "El programa y su entrada en el menú Inicio."
LangString ABOUT_DESKTOP ${LANG_ENGLISH} "A second way to open it."
LangString ABOUT_DESKTOP ${LANG_SPANISH} "Otra forma de abrirlo."
LangString ABOUT_WATCH ${LANG_ENGLISH} "Signs in to the saved mailboxes once an hour and tells you when one no longer can."
LangString ABOUT_WATCH ${LANG_SPANISH} "Inicia sesión cada hora en los buzones guardados y le avisa cuando uno ya no puede."
LangString IS_OPEN ${LANG_ENGLISH} "Home Station is open. OK closes it and goes on; what is saved stays."
LangString IS_OPEN ${LANG_SPANISH} "Home Station está abierto. Aceptar lo cierra y continúa; lo guardado se conserva."
LangString STOPPED ${LANG_ENGLISH} "Stopped. Nothing was changed."
LangString STOPPED ${LANG_SPANISH} "Detenido. No se ha cambiado nada."
LangString NO_TASK ${LANG_ENGLISH} "Windows did not take the hourly task. Home Station works without it."
LangString NO_TASK ${LANG_SPANISH} "Windows no aceptó la tarea de cada hora. Home Station funciona sin ella."
LangString REMOVE_DATA ${LANG_ENGLISH} "Remove the saved mailboxes and their passwords from this computer too?"
LangString REMOVE_DATA ${LANG_SPANISH} "¿Quitar de este equipo también los buzones guardados y sus contraseñas?"
LangString NOT_REMOVED ${LANG_ENGLISH} "Some mailboxes or passwords could not be removed. Take the program off anyway?"
LangString NOT_REMOVED ${LANG_SPANISH} "Algunos buzones o contraseñas no se pudieron quitar. ¿Desinstalar el programa de todos modos?"

; $0 becomes 1 while a program of ours runs: Windows keeps its file from being written.
!macro FUNCTIONS UN
Function ${UN}IsOpen
  StrCpy $0 0
  ${If} ${FileExists} "$INSTDIR\home-station.exe"
    ClearErrors
    FileOpen $1 "$INSTDIR\home-station.exe" a
    ${If} ${Errors}
      StrCpy $0 1
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\home-station-cli.exe"
    ClearErrors
    FileOpen $1 "$INSTDIR\home-station-cli.exe" a
    ${If} ${Errors}
      StrCpy $0 1
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
FunctionEnd

; A running program is asked to close before anything is changed, not found half-way.
Function ${UN}CloseProgram
  Call ${UN}IsOpen
  ${If} $0 = 0
    Return
  ${EndIf}
  ask:
  MessageBox MB_OKCANCEL|MB_ICONINFORMATION "$(IS_OPEN)" /SD IDOK IDOK close
  Goto stop
  close:
  ; What the window's own close button does. Not by taskkill, which also sends this to the hidden
  ; window through which the program's own messages go, so that it hangs.
  StrCpy $3 0
  ${Do}
    FindWindow $3 "${WINDOW_CLASS}" "" 0 $3
    ${If} $3 = 0
      ${ExitDo}
    ${EndIf}
    System::Call 'user32::GetWindowTextW(p r3, t .r4, i 1024)'
    StrCpy $4 $4 "" -12
    ${If} $4 == "${PRODUCT}"
      System::Call 'user32::PostMessageW(p r3, i ${WM_CLOSE}, p 0, p 0)'
    ${EndIf}
  ${Loop}
  ${For} $2 1 20
    Call ${UN}IsOpen
    ${If} $0 = 0
      Return
    ${EndIf}
    Sleep 500
  ${Next}
  IfSilent stop ask
  stop:
  SetErrorLevel 2
  Abort "$(STOPPED)"
FunctionEnd
!macroend
!insertmacro FUNCTIONS ""
!insertmacro FUNCTIONS "un."

Section "$(SECTION_PROGRAM)" SectionProgram
  SectionIn RO
  Call CloseProgram
  SetOutPath "$INSTDIR"
  File "${SOURCE}\home-station.exe"
  File "${SOURCE}\home-station-cli.exe"
  File "${SOURCE}\LICENCES.txt"
  CreateShortCut "$SMPROGRAMS\Home Station.lnk" "$INSTDIR\home-station.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\home-station.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The Home Station developers"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
SectionEnd

Section /o "$(SECTION_DESKTOP)" SectionDesktop
  CreateShortCut "$DESKTOP\Home Station.lnk" "$INSTDIR\home-station.exe"
SectionEnd

!macro LINE TEXT
  FileWriteUTF16LE $1 `${TEXT}$\r$\n`
!macroend

Section /o "$(SECTION_WATCH)" SectionWatch
  ; As a file, because only there a task may start on battery and after a missed hour. It runs as the
  ; person, without elevation; the program of the window subsystem opens no console.
  ${WordReplace} "$INSTDIR\home-station.exe" "&" "&amp;" "+" $2
  InitPluginsDir
  FileOpen $1 "$PLUGINSDIR\watch.xml" w
  FileWriteUTF16LE /BOM $1 `<?xml version="1.0" encoding="UTF-16"?>$\r$\n`
  !insertmacro LINE `<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">`
  !insertmacro LINE `<RegistrationInfo><Description>$(ABOUT_WATCH)</Description></RegistrationInfo>`
  !insertmacro LINE `<Triggers><TimeTrigger><Repetition><Interval>PT1H</Interval></Repetition>`
  !insertmacro LINE `<StartBoundary>2026-01-01T00:10:00</StartBoundary><Enabled>true</Enabled></TimeTrigger></Triggers>`
  !insertmacro LINE `<Principals><Principal id="Author"><LogonType>InteractiveToken</LogonType>`
  !insertmacro LINE `<RunLevel>LeastPrivilege</RunLevel></Principal></Principals>`
  !insertmacro LINE `<Settings><MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>`
  !insertmacro LINE `<DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>`
  !insertmacro LINE `<StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>`
  !insertmacro LINE `<StartWhenAvailable>true</StartWhenAvailable>`
  !insertmacro LINE `<ExecutionTimeLimit>PT10M</ExecutionTimeLimit><Enabled>true</Enabled></Settings>`
  !insertmacro LINE `<Actions Context="Author"><Exec><Command>$2</Command>`
  !insertmacro LINE `<Arguments>watch --once</Arguments></Exec></Actions></Task>`
  FileClose $1
  nsExec::Exec '"$SYSDIR\schtasks.exe" /Create /F /TN "${TASK}" /XML "$PLUGINSDIR\watch.xml"'
  Pop $0
  ${If} $0 == 0
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "Watch" 1
  ${Else}
    DetailPrint "$(NO_TASK)"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(NO_TASK)" /SD IDOK
  ${EndIf}
SectionEnd

; What an earlier installation had and is no longer chosen.
Section "-Unchosen"
  ${IfNot} ${SectionIsSelected} ${SectionDesktop}
    Delete "$DESKTOP\Home Station.lnk"
  ${EndIf}
  ${IfNot} ${SectionIsSelected} ${SectionWatch}
    ReadRegDWORD $0 HKCU "${UNINSTALL_KEY}" "Watch"
    ${If} $0 = 1
      nsExec::Exec '"$SYSDIR\schtasks.exe" /Delete /F /TN "${TASK}"'
      Pop $0
      DeleteRegValue HKCU "${UNINSTALL_KEY}" "Watch"
    ${EndIf}
  ${EndIf}
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionProgram} "$(ABOUT_PROGRAM)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionDesktop} "$(ABOUT_DESKTOP)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionWatch} "$(ABOUT_WATCH)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
  ; An upgrade begins with what was chosen before.
  ReadRegDWORD $0 HKCU "${UNINSTALL_KEY}" "Watch"
  ${If} $0 = 1
    !insertmacro SelectSection ${SectionWatch}
  ${EndIf}
  ${If} ${FileExists} "$DESKTOP\Home Station.lnk"
    !insertmacro SelectSection ${SectionDesktop}
  ${EndIf}
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/DESKTOP" $0
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${SectionDesktop}
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/WATCH" $0
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${SectionWatch}
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section "Uninstall"
  Call un.CloseProgram
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/REMOVEDATA" $0
  ${If} ${Errors}
    ; Silent: the person's data stay. Otherwise "no" is the answer that loses nothing.
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(REMOVE_DATA)" /SD IDNO IDNO keep
  ${EndIf}
  nsExec::Exec '"$INSTDIR\home-station-cli.exe" remove --all'
  Pop $0
  ${If} $0 == 0
    RMDir /r "$APPDATA\home-station"
    RMDir /r "$LOCALAPPDATA\home-station"
  ${Else}
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(NOT_REMOVED)" /SD IDNO IDYES keep
    SetErrorLevel 2
    Abort "$(STOPPED)"
  ${EndIf}
  keep:
  nsExec::Exec '"$SYSDIR\schtasks.exe" /Delete /F /TN "${TASK}"'
  Pop $0
  Delete "$SMPROGRAMS\Home Station.lnk"
  Delete "$DESKTOP\Home Station.lnk"
  Delete "$INSTDIR\home-station.exe"
  Delete "$INSTDIR\home-station-cli.exe"
  Delete "$INSTDIR\LICENCES.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
SectionEnd
