; Per-user installer of Home Station. Built by assets/package/build.sh, which passes
; VERSION, SOURCE (folder of the programs and licences) and OUTPUT.
Unicode true
!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "FileFunc.nsh"

!define PRODUCT "Home Station"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\HomeStation"
!define TASK "Home Station watch"

Name "${PRODUCT}"
OutFile "${OUTPUT}"
; No administrator is needed: everything lies in the person's own profile.
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Home Station"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
SetCompressor /SOLID lzma
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${PRODUCT}"
VIAddVersionKey "FileDescription" "${PRODUCT}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT OR Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\home-station.exe"
!define MUI_LANGDLL_ALLLANGUAGES

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Spanish"

LangString SECTION_PROGRAM ${LANG_ENGLISH} "Home Station (needed)"
LangString SECTION_PROGRAM ${LANG_SPANISH} "Home Station (necesario)"
LangString SECTION_DESKTOP ${LANG_ENGLISH} "Icon on the desktop"
LangString SECTION_DESKTOP ${LANG_SPANISH} "Icono en el escritorio"
LangString SECTION_WATCH ${LANG_ENGLISH} "Look once an hour whether the mailboxes can still sign in"
LangString SECTION_WATCH ${LANG_SPANISH} "Mirar cada hora si los correos aún pueden iniciar sesión"
LangString REMOVE_DATA ${LANG_ENGLISH} "Remove the saved mailboxes and their passwords from this computer too?"
LangString REMOVE_DATA ${LANG_SPANISH} "¿Quitar de este equipo también los correos guardados y sus contraseñas?"

Section "$(SECTION_PROGRAM)" SectionProgram
  SectionIn RO
  SetOutPath "$INSTDIR"
  ; A running window keeps its file open: ask it to be closed rather than fail half-way.
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

Section /o "$(SECTION_WATCH)" SectionWatch
  ; The task runs as the person, without elevation; the program without a console does the work.
  nsExec::Exec 'schtasks /Create /F /SC HOURLY /TN "${TASK}" /TR "\"$INSTDIR\home-station.exe\" watch --once"'
SectionEnd

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section "Uninstall"
  nsExec::Exec 'schtasks /Delete /F /TN "${TASK}"'
  ; Silent: the person's data stay. Otherwise "no" is the answer that loses nothing.
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(REMOVE_DATA)" /SD IDNO IDNO keep
    nsExec::Exec '"$INSTDIR\home-station-cli.exe" remove --all'
  keep:
  Delete "$SMPROGRAMS\Home Station.lnk"
  Delete "$DESKTOP\Home Station.lnk"
  Delete "$INSTDIR\home-station.exe"
  Delete "$INSTDIR\home-station-cli.exe"
  Delete "$INSTDIR\LICENCES.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
SectionEnd
