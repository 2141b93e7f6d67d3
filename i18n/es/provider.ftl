# Proveedores: mosaicos, veredictos, lo que conviene saber antes de la contraseña.

provider-tile-gmail = Gmail
provider-tile-yahoo = Yahoo
provider-tile-icloud = iCloud
provider-tile-microsoft = Outlook, Hotmail
provider-tile-yandex = Yandex
provider-tile-other = Otro proveedor

# $day y $month: números; $year: texto.
provider-date =
    { $month ->
        [1] { $day } de enero de { $year }
        [2] { $day } de febrero de { $year }
        [3] { $day } de marzo de { $year }
        [4] { $day } de abril de { $year }
        [5] { $day } de mayo de { $year }
        [6] { $day } de junio de { $year }
        [7] { $day } de julio de { $year }
        [8] { $day } de agosto de { $year }
        [9] { $day } de septiembre de { $year }
        [10] { $day } de octubre de { $year }
        [11] { $day } de noviembre de { $year }
       *[12] { $day } de diciembre de { $year }
    }
provider-since = En vigor desde el { $date }.
provider-checked = Comprobado el { $date }.
provider-found-by-mx = El correo de { $domain } lo lleva { $provider }.
provider-suggestion = ¿Quiso decir { $address }?

provider-password-app-password = Contraseña de aplicación
provider-password-app-password-if-2step = Contraseña, o contraseña de aplicación si usa la verificación en dos pasos
provider-password-account = Contraseña
provider-password-mail-password = Contraseña para programas de correo
provider-password-auth-code = Código de autorización
provider-password-bridge = Contraseña que muestra Bridge

provider-condition-switch-on = Antes hay que activar { $protocols } en { $provider }.
provider-condition-paid-plan = { $provider } solo admite programas de correo en sus planes de pago.
provider-condition-bridge = Proton Mail Bridge tiene que estar instalado en este equipo y seguir abierto. Forma parte de los planes de pago de Proton.
provider-condition-ends = { $provider } termina el { $date }. Prevea el cambio antes de ese día.
provider-condition-path = Allí: { $path }

provider-reason-passwords-closed = { $provider } ya no admite contraseñas de programas de correo, ni siquiera las de aplicación.
provider-reason-passwords-closed-company = Microsoft 365 ya no admite contraseñas de programas de correo.
provider-reason-no-programs = { $provider } solo se puede leer con su propio programa o en su página web.
provider-reason-closed = Este servicio de correo se ha cerrado.
provider-reason-no-pop3-for-levelsender = { $provider } no tiene POP, y un LevelSender lo necesita: con IMAP no funcionan sus cambios remotos.
provider-reason-pop3-unknown-for-levelsender = No se sabe si { $provider } tiene POP, y un LevelSender lo necesita.
provider-reason-no-pop3 = { $provider } no tiene POP.
provider-reason-no-imap = { $provider } no tiene IMAP en los buzones gratuitos.

provider-way-another-provider = Use un buzón de otro proveedor, creado solo para estos equipos. Gmail o Yahoo sirven.
provider-way-keep-as-recipient = Siga leyendo esta dirección como hasta ahora: indíquela como un destinatario más y las lecturas llegarán también allí.
provider-way-company-exception = Si su administrador mantiene abierto el acceso con contraseña para este buzón, indique sus servidores en «Otro proveedor».
provider-way-own-servers = Si el buzón funciona en otro programa de correo, indique los mismos servidores en «Otro proveedor».
provider-way-use-for-home-station = Use este buzón para la Home Station de este equipo, leído por IMAP.
provider-way-use-imap = Lea este buzón por IMAP.
provider-way-use-pop3 = Lea este buzón por POP.

provider-hint-account-protection = En la configuración de la cuenta, la protección adicional del acceso al correo debe estar desactivada: impide el paso a los programas.
provider-hint-administrator = El administrador de su organización decide si se permiten los programas de correo y las contraseñas de aplicación.
provider-hint-allow-programs = Si se rechaza el acceso, busque en la configuración de correo del proveedor el acceso de otros programas y permítalo.
provider-hint-always-app-password = Aquí los programas de correo necesitan siempre una contraseña de aplicación, con verificación en dos pasos o sin ella. El plan más pequeño no admite programas.
provider-hint-apple-password-revokes = Al cambiar la contraseña de Apple dejan de valer todas las contraseñas de aplicación. Cree entonces otras nuevas.
provider-hint-bridge = Proton Mail Bridge muestra la dirección, la contraseña y los puertos en los detalles del buzón.
provider-hint-certificate-name = Si el certificado es de otro nombre de servidor, indique ese nombre como servidor.
provider-hint-choose-access = Al crear la contraseña, dele acceso completo al correo: IMAP, POP y SMTP.
provider-hint-firewall-lockout = Tras varias contraseñas erróneas, el cortafuegos del alojamiento se cierra durante un tiempo. Parece entonces que el servidor no responde.
provider-hint-from-own-address = Solo se puede enviar desde la dirección de la propia cuenta.
provider-hint-google-password-revokes = Al cambiar la contraseña de Google dejan de valer todas las contraseñas de aplicación, también las de los LevelSender.
provider-hint-host-in-panel = Los nombres exactos de los servidores se ven en el panel de control del alojamiento, junto al buzón.
provider-hint-known-browser = La página da un código solo en un navegador en el que lleve algunos días con la sesión iniciada. Una ventana privada no sirve.
provider-hint-may-be-closed = Algunos de estos buzones se han cerrado. Compruebe primero si el suyo todavía se abre en la web.
provider-hint-maybe-app-password = Si usa la verificación en dos pasos, el proveedor puede pedir una contraseña de aplicación.
provider-hint-microsoft-mailbox = Si GoDaddy le vendió un buzón de Microsoft 365, valen las reglas de Microsoft: no se admiten contraseñas.
provider-hint-moving-to-yahoo = Estos buzones se están trasladando a Yahoo. Después hacen falta los servidores de Yahoo y una contraseña de aplicación de Yahoo.
provider-hint-no-alias = Inicie sesión con la dirección principal, nunca con un alias.
provider-hint-own-mail-password = El buzón tiene su propia contraseña, que se fija en el panel del proveedor. La contraseña de cliente no se acepta.
provider-hint-renew-password = Si se rechaza el acceso, ponga una contraseña nueva en la página web del proveedor; eso vuelve a abrirlo.
provider-hint-secure-mail-key = AT&T llama «secure mail key» a la contraseña de aplicación.
provider-hint-switches-off-again = El proveedor desactiva este acceso cuando no se usa durante mucho tiempo y al activar la verificación en dos pasos. Actívelo entonces otra vez.
provider-hint-two-factor = La autenticación de doble factor debe estar activada en la cuenta de Apple.
provider-hint-two-switches = Hacen falta dos cosas: la casilla para programas de correo en la configuración del correo y una contraseña de aplicación del tipo «Correo».
provider-hint-yahoo-may-refuse = Si Yahoo rechaza el código dos veces, exige su propio programa para esta cuenta. Elija entonces otro buzón.
provider-hint-zoho-foreign-sign-in = Si entra en Zoho con Google o Microsoft, cree primero una contraseña de Zoho.

provider-choice-others-read = ¿Leen este buzón otras personas, programas o equipos?
provider-choice-keep = ¿Debe quedar el correo en el servidor después de recogerlo?
provider-choice-reason-levelsender = Un LevelSender se lee por POP: con IMAP no funcionan sus cambios remotos.
provider-choice-reason-only-one = { $provider } no ofrece otra forma.
provider-choice-reason-others-read = Con IMAP todos ven el mismo correo. Por POP, un lector se lo quitaría a otro.
provider-choice-reason-keep = Con IMAP el correo queda en el servidor y todos ven lo que ya se ha leído.
provider-choice-reason-collect = Solo lo lee usted y no hace falta que quede nada: POP recoge el correo y el buzón nunca se llena.
provider-choice-reason-default = IMAP conviene casi siempre: no quita nada a nadie.

provider-compare-place = Dónde está el correo
provider-compare-place-imap = En el servidor; el programa lo muestra.
provider-compare-place-pop3 = El programa lo trae a este equipo.
provider-compare-readers = Varios lectores
provider-compare-readers-imap = Todos ven lo mismo.
provider-compare-readers-pop3 = Solo uno; un segundo puede encontrar el buzón ocupado.
provider-compare-room = Espacio en el servidor
provider-compare-room-imap = Se llena con el tiempo.
provider-compare-room-pop3 = Se puede vaciar al recoger.
provider-compare-gmail = En Gmail
provider-compare-gmail-imap = Siempre activo.
provider-compare-gmail-pop3 = Hay que activarlo; lo que ya se leyó no se vuelve a ofrecer.
provider-compare-levelsender = Para un LevelSender
provider-compare-levelsender-imap = No funcionan los cambios remotos.
provider-compare-levelsender-pop3 = Es necesario.
