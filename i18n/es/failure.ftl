# Qué falló, por qué y el siguiente paso. $provider es el nombre del proveedor o servidor,
# $protocol es IMAP, POP3 o SMTP. Una clave con proveedor detrás sustituye a la general.

failure-bad-credentials-title = { $provider } no aceptó la contraseña
failure-bad-credentials-why = El servidor responde, pero no reconoce este usuario con esta contraseña.
failure-bad-credentials-action = Compruebe la dirección y pegue la contraseña otra vez.
failure-bad-credentials-name = usuario o contraseña no aceptados
failure-bad-credentials-why-gmail = Gmail nunca admite aquí la contraseña de la cuenta. Cada vez que cambia la contraseña de Google hay que volver a crear las contraseñas de aplicación.
failure-bad-credentials-action-gmail = Compruebe la dirección y pegue la contraseña de aplicación de 16 letras.
failure-bad-credentials-why-gmx = O la contraseña es otra, o POP3/IMAP no está activado en este buzón.
failure-bad-credentials-action-gmx = Compruebe en Configuración > POP3/IMAP que el acceso esté activado y pegue la contraseña otra vez.
failure-bad-credentials-why-yandex = Yandex admite una contraseña de aplicación para el correo, y solo si los programas de correo están permitidos en su configuración.
failure-bad-credentials-why-proton = Proton Mail Bridge tiene su propia contraseña; está en la ventana de Bridge.
failure-bad-credentials-why-microsoft = Microsoft solo admite contraseñas de programas donde un administrador todavía lo permite.

failure-app-password-required-title = { $provider } pide una contraseña de aplicación
failure-app-password-required-why = Aquí los programas no entran con la contraseña de la cuenta. Necesitan una creada para ellos.
failure-app-password-required-action = Cree una contraseña de aplicación en { $provider } y péguela.
failure-app-password-required-name = hace falta una contraseña de aplicación
failure-app-password-required-why-gmail = Google solo admite de los programas una contraseña de aplicación: 16 letras, que se crea con la verificación en dos pasos activada.
failure-app-password-required-action-gmail = Cree una contraseña de aplicación en la cuenta de Google y pegue sus 16 letras.
failure-app-password-required-why-yahoo = Yahoo y AOL no admiten de los programas la contraseña de la cuenta, solo una contraseña de aplicación de 16 letras.
failure-app-password-required-action-yahoo = Cree una contraseña de aplicación en Seguridad de la cuenta y pegue sus 16 letras.
failure-app-password-required-why-icloud = Apple solo admite de los programas una contraseña de app, con la forma xxxx-xxxx-xxxx-xxxx.
failure-app-password-required-action-icloud = Cree una contraseña de app en account.apple.com y péguela con sus guiones.
failure-app-password-required-why-yandex = Yandex solo admite de los programas una contraseña de aplicación del tipo «Correo».
failure-app-password-required-why-mailru = Mail.ru solo admite de los programas una contraseña para aplicaciones externas.
failure-app-password-required-why-fastmail = Fastmail nunca admite de los programas la contraseña de la cuenta.
failure-app-password-required-why-qq = QQ Mail solo admite de los programas su código de autorización, y solo con IMAP/SMTP activado.
failure-app-password-required-action-qq = Active IMAP/SMTP en el correo web y pegue el código de autorización que muestra.
failure-app-password-required-why-netease = 163, 126 y yeah.net solo admiten de los programas su código de autorización, y solo con el servicio activado.
failure-app-password-required-action-netease = Active IMAP/SMTP en el correo web y pegue el código de autorización que muestra.

failure-web-login-required-title = { $provider } pide entrar antes en su página web
failure-web-login-required-why = El servidor retiene el acceso hasta que el dueño de la cuenta lo confirme en el navegador.
failure-web-login-required-action = Entre en { $provider } con el navegador, confirme que fue usted y pruebe de nuevo.
failure-web-login-required-name = hay que entrar antes en la página web
failure-web-login-required-why-gmail = Google retiene un acceso poco habitual hasta que el dueño de la cuenta lo confirme en el navegador.
failure-web-login-required-why-microsoft = Microsoft retiene el buzón hasta que el dueño de la cuenta se identifique en el navegador.

failure-protocol-disabled-title = { $provider } tiene { $protocol } desactivado en este buzón
failure-protocol-disabled-why = La contraseña puede ser correcta: esta vía de acceso está cerrada en la configuración del buzón.
failure-protocol-disabled-action = Active { $protocol } en la configuración de { $provider }, guarde los cambios y pruebe de nuevo.
failure-protocol-disabled-name = { $protocol } está desactivado en este buzón
failure-protocol-disabled-why-gmail = En Gmail hay que activar POP a mano. IMAP está siempre activo en cuentas personales; en una cuenta supervisada o de trabajo puede no estar permitido.
failure-protocol-disabled-action-gmail = En Gmail abra Configuración > Reenvío y correo POP/IMAP, active { $protocol } y pulse Guardar cambios.
failure-protocol-disabled-why-gworkspace = En las cuentas de trabajo o de estudios decide el administrador sobre { $protocol }.
failure-protocol-disabled-action-gworkspace = Envíe al administrador el texto preparado.
failure-protocol-disabled-why-gmx = GMX, WEB.DE y mail.com traen POP3 e IMAP desactivados, y los vuelven a desactivar si no se usan.
failure-protocol-disabled-action-gmx = Abra Configuración > POP3/IMAP en el correo web, permita el acceso y pruebe de nuevo.
failure-protocol-disabled-why-yandex = Yandex responde así si los programas de correo no están permitidos, o si la contraseña no es de aplicación.
failure-protocol-disabled-action-yandex = Permita los programas de correo en Todos los ajustes > Clientes de correo y use una contraseña de aplicación.
failure-protocol-disabled-action-zoho = En Zoho Mail abra Configuración > Cuentas de correo, active { $protocol } y pruebe de nuevo.
failure-protocol-disabled-why-microsoft = Microsoft tiene { $protocol } desactivado en este buzón; en las empresas decide el administrador.
failure-protocol-disabled-action-m365 = Envíe al administrador el texto preparado.

failure-basic-auth-disabled-title = { $provider } no admite contraseñas de programas
failure-basic-auth-disabled-why = El servidor rechaza el acceso antes de mirar la contraseña. Una contraseña de aplicación tampoco sirve.
failure-basic-auth-disabled-action = Use para la estación un buzón de otro proveedor.
failure-basic-auth-disabled-name = el proveedor no admite contraseñas de programas
failure-basic-auth-disabled-title-microsoft = Microsoft ya no admite contraseñas de programas
failure-basic-auth-disabled-why-microsoft = Outlook.com, Hotmail y Microsoft 365 rechazan el acceso antes de mirar la contraseña. Las contraseñas de aplicación tampoco sirven.
failure-basic-auth-disabled-action-microsoft = Use un buzón de otro proveedor, por ejemplo Gmail.

failure-too-many-attempts-title = Los accesos a { $provider } están en pausa
failure-too-many-attempts-why = Hubo varios accesos rechazados en poco tiempo. Más intentos podrían bloquear el buzón.
failure-too-many-attempts-action = Espere un cuarto de hora. Mientras tanto, compruebe la contraseña.
failure-too-many-attempts-name = demasiados accesos rechazados en poco tiempo

failure-too-many-connections-title = { $provider } tiene demasiadas conexiones abiertas
failure-too-many-connections-why = Otros programas o equipos usan el buzón, o el servidor está ocupado. No es la contraseña.
failure-too-many-connections-action = Cierre otros programas de correo y pruebe de nuevo en un minuto.
failure-too-many-connections-name = demasiadas conexiones a la vez

failure-quota-or-rate-limit-title = { $provider } ha llegado a uno de sus límites
failure-quota-or-rate-limit-why = Los servidores limitan los mensajes, los datos y los accesos por tiempo. El límite pasa solo; no es la contraseña.
failure-quota-or-rate-limit-action = Espere y pruebe de nuevo. Si se repite, consulte el correo con menos frecuencia.
failure-quota-or-rate-limit-name = se alcanzó un límite de mensajes, datos o accesos

failure-mailbox-busy-title = { $provider } dice que otro programa está usando el buzón
failure-mailbox-busy-why = Con POP solo un programa a la vez puede abrir el buzón. No es la contraseña.
failure-mailbox-busy-action = Cierre el otro programa o espere dos minutos y pruebe de nuevo.
failure-mailbox-busy-name = otro programa está usando el buzón

failure-mailbox-full-title = { $provider } no tiene espacio en el buzón
failure-mailbox-full-why = El buzón ha llegado a su límite y no admite más mensajes.
failure-mailbox-full-action = Borre mensajes o vacíe la papelera en la página web y pruebe de nuevo.
failure-mailbox-full-name = el buzón está lleno

failure-account-suspended-title = { $provider } ha bloqueado esta cuenta
failure-account-suspended-why = La cuenta está cerrada, bloqueada o pendiente de algo, por ejemplo un pago. Otra configuración no lo resuelve.
failure-account-suspended-action = Entre en { $provider } con el navegador o pregunte a su soporte qué falta.
failure-account-suspended-name = la cuenta está bloqueada o cerrada

failure-sender-not-allowed-title = { $provider } no permite a esta cuenta enviar desde esta dirección
failure-sender-not-allowed-why = La dirección del remitente debe ser la del buzón con el que se entra.
failure-sender-not-allowed-action = Use como remitente la dirección del propio buzón.
failure-sender-not-allowed-name = la dirección del remitente no es la de este buzón
failure-sender-not-allowed-why-yahoo = Yahoo responde «mailbox unavailable» cuando el remitente no es la dirección de la cuenta.

failure-relay-denied-title = { $provider } solo envía correo de quien inicia sesión
failure-relay-denied-why = El servidor saliente no vio un inicio de sesión, o no es el de este buzón.
failure-relay-denied-action = Revise el servidor saliente, el puerto y el usuario.
failure-relay-denied-name = el servidor saliente pide iniciar sesión

failure-recipient-refused-title = { $provider } no admite correo para este destinatario
failure-recipient-refused-why = La dirección no existe, está cerrada o no recibe correo desde aquí.
failure-recipient-refused-action = Compruebe la dirección del destinatario.
failure-recipient-refused-name = la dirección del destinatario no se admite

failure-spam-blocked-title = { $provider } tomó el mensaje por correo no deseado
failure-spam-blocked-why = El mensaje o la red desde la que sale está en una lista de bloqueo. No es la contraseña.
failure-spam-blocked-action = Pruebe desde otra red o pregunte a { $provider } o a su proveedor de internet.
failure-spam-blocked-name = tomado por correo no deseado, o red en una lista de bloqueo

failure-message-too-large-title = { $provider } considera el mensaje demasiado grande
failure-message-too-large-why = El servidor limita el tamaño de los mensajes.
failure-message-too-large-action = Envíe menos de una vez.
failure-message-too-large-name = el mensaje es demasiado grande

failure-greylisted-title = { $provider } pide volver en unos minutos
failure-greylisted-why = Algunos servidores aplazan el primer mensaje para protegerse del correo no deseado. No es la contraseña.
failure-greylisted-action = Espere cinco minutos y pruebe de nuevo.
failure-greylisted-name = el servidor aplaza el primer mensaje unos minutos

failure-tls-required-title = { $provider } pide antes una conexión cifrada
failure-tls-required-why = El servidor solo admite la contraseña con la conexión cifrada. No se envió ninguna sin cifrar.
failure-tls-required-action = Use el puerto con cifrado.
failure-tls-required-name = el servidor pide cifrado antes

failure-starttls-refused-title = { $provider } no pasa a cifrado en este puerto
failure-starttls-refused-why = STARTTLS falta o fue rechazado; no se envió nada secreto. También puede quitarlo un cortafuegos o antivirus.
failure-starttls-refused-action = Pruebe el puerto cifrado desde el principio.
failure-starttls-refused-name = sin cifrado en este puerto

failure-tls-cert-untrusted-title = { $provider } muestra un certificado que no es de confianza
failure-tls-cert-untrusted-why = Es autofirmado o de una entidad desconocida. No se envió nada. Puede deberse a un antivirus o al proxy de la empresa.
failure-tls-cert-untrusted-action = Vea el certificado. Acéptelo solo si el servidor es suyo.
failure-tls-cert-untrusted-name = certificado de una entidad desconocida

failure-tls-cert-expired-title = { $provider } muestra un certificado que hoy no es válido
failure-tls-cert-expired-why = Ha caducado o aún no es válido. No se envió nada. Un reloj mal puesto en este equipo produce lo mismo.
failure-tls-cert-expired-action = Compruebe la fecha y la hora de este equipo y luego vea el certificado.
failure-tls-cert-expired-name = certificado caducado o aún no válido

failure-tls-name-mismatch-title = { $provider } muestra un certificado de otro nombre
failure-tls-name-mismatch-why = El nombre del servidor indicado no está en el certificado. No se envió nada.
failure-tls-name-mismatch-action = Use como servidor uno de los nombres del certificado.
failure-tls-name-mismatch-name = certificado de otro nombre

failure-tls-version-title = { $provider } solo ofrece un cifrado anticuado
failure-tls-version-why = Este programa usa TLS 1.2 o posterior. No se envió nada.
failure-tls-version-action = Pruebe el otro puerto. Si sigue igual, pida al administrador del servidor que lo actualice.
failure-tls-version-name = sin cifrado en común

failure-certificate-changed-title = { $provider } muestra otro certificado que el que usted aceptó
failure-certificate-changed-why = Puede haberse renovado, o responde otro servidor en su lugar. No se envió nada.
failure-certificate-changed-action = Vea el certificado nuevo y pregunte a quien lleva el servidor.
failure-certificate-changed-name = el certificado ha cambiado

failure-wrong-port-or-protocol-title = { $provider } tiene otro servicio en este puerto
failure-wrong-port-or-protocol-why = Lo que responde no es { $protocol }, o no admite iniciar sesión en este puerto.
failure-wrong-port-or-protocol-action = Revise el servidor, el puerto y el cifrado.
failure-wrong-port-or-protocol-name = otro servicio responde en este puerto

failure-protocol-violation-title = { $provider } no siguió las reglas de la conexión
failure-protocol-violation-why = El servidor, o alguien en medio, envió lo que no debía en ese punto. El programa se detuvo; después no se envió nada secreto.
failure-protocol-violation-action = Pruebe el puerto cifrado desde el principio, u otra red.
failure-protocol-violation-name = la conexión no siguió las reglas

failure-server-unavailable-title = { $provider } tiene un fallo pasajero
failure-server-unavailable-why = Lo dice el propio servidor. Pasará; no es la configuración ni la contraseña.
failure-server-unavailable-action = Espere un minuto y pruebe de nuevo.
failure-server-unavailable-name = el servidor tiene un fallo pasajero

failure-host-not-found-title = { $provider }: no hay ningún servidor con ese nombre
failure-host-not-found-why = No se encontró el nombre del servidor. Puede faltar una letra, o aquí no hay internet.
failure-host-not-found-action = Compruebe el nombre del servidor.
failure-host-not-found-name = nombre del servidor no encontrado

failure-connection-refused-title = { $provider } no responde en este puerto
failure-connection-refused-why = Allí no hay ningún servicio, o un cortafuegos rechaza la conexión.
failure-connection-refused-action = Compruebe el servidor y el puerto; después, el cortafuegos o el antivirus.
failure-connection-refused-name = nada responde en este puerto

failure-connection-timed-out-title = { $provider } no respondió a tiempo
failure-connection-timed-out-why = El servidor va lento, o un cortafuegos descarta la conexión. No es la contraseña.
failure-connection-timed-out-action = Revise la red y pruebe de nuevo.
failure-connection-timed-out-name = sin respuesta a tiempo

failure-connection-closed-title = { $provider } cerró la conexión
failure-connection-closed-why = La cortó el servidor o algo en el camino. No es la contraseña.
failure-connection-closed-action = Pruebe de nuevo.
failure-connection-closed-name = la conexión se cerró

failure-cancelled-title = La comprobación se detuvo
failure-cancelled-why = Se detuvo antes de terminar. No se guardó nada.
failure-cancelled-action = Empiece de nuevo cuando quiera.
failure-cancelled-name = detenida

failure-unknown-title = { $provider } respondió que no, y el motivo no está claro
failure-unknown-why = El programa no conoce esta respuesta. Está abajo tal como llegó.
failure-unknown-action = Lea la respuesta del servidor, repase la lista y pruebe de nuevo.
failure-unknown-name = otro motivo

remedy-retype-password = Pegar la contraseña otra vez
remedy-make-app-password = Crear contraseña de aplicación
remedy-make-app-password-guide = Ver cómo se crea
remedy-open-page = Abrir la página web
remedy-switch-on-protocol = Abrir la configuración del proveedor
remedy-switch-on-protocol-guide = Ver dónde se activa
remedy-use-protocol-imap = Comprobar con IMAP
remedy-use-protocol-pop3 = Comprobar con POP
remedy-use-server = Comprobar con el puerto { $port }
remedy-show-certificate = Ver el certificado
remedy-wait = Esperar y probar de nuevo
remedy-try-again = Probar de nuevo
remedy-edit-address = Corregir la dirección
remedy-edit-servers = Revisar los servidores
remedy-edit-recipient = Corregir el destinatario
remedy-ask-administrator = Preparar texto para el administrador
remedy-choose-provider = Elegir otro buzón
remedy-set-clock = Poner el reloj en hora y probar
remedy-check-network = Revisar la red y probar de nuevo

finding-no-internet-title = Aquí no hay internet
finding-no-internet-action = Conecte este equipo a internet y pruebe de nuevo.
finding-ports-blocked-title = Esta red bloquea el correo
finding-ports-blocked-action = Internet funciona; solo los puertos de correo no responden. Pida a quien lleva la red o el cortafuegos que los abra, o use otra red.
finding-captive-portal-title = Esta red pide antes entrar en una página
finding-captive-portal-action = Abra cualquier página en el navegador, entre en la red y pruebe de nuevo.
finding-clock-wrong-title = El reloj de este equipo no está en hora
finding-clock-wrong-action = Ponga la fecha, la hora y la zona horaria y pruebe de nuevo. Los certificados dependen de ello.
finding-intercepted-title = { $product } abre la conexión cifrada
finding-intercepted-action = Pone su certificado en lugar del que tiene el servidor. Pida a quien lleva { $product } que excluya el correo; no desactive la comprobación de certificados.
finding-diverted-title = Otro servidor responde en lugar de { $provider }
finding-diverted-action = Algo en el camino desvía la conexión, a menudo el cortafuegos del alojamiento. Use otra red o pregunte a quien la lleva.
finding-ipv6-broken-title = El protocolo de internet más nuevo (IPv6) no funciona aquí
finding-ipv6-broken-action = El programa sigue con IPv4. Puede tardar un poco más; quien lleva la red puede arreglarlo.

stage-name-incoming = Encontrar el servidor
stage-name-outgoing = Encontrar el servidor
stage-connect-incoming = Conectar con el servidor
stage-connect-outgoing = Conectar con el servidor
stage-tls-incoming = Cifrar y comprobar el certificado
stage-tls-outgoing = Cifrar y comprobar el certificado
stage-greeting-incoming = Esperar el saludo del servidor
stage-greeting-outgoing = Esperar el saludo del servidor
stage-starttls-incoming = Pasar a cifrado
stage-starttls-outgoing = Pasar a cifrado
stage-login-incoming = Iniciar sesión para recibir
stage-login-outgoing = Iniciar sesión para enviar
stage-mailbox-incoming = Abrir el buzón
stage-mailbox-outgoing = Abrir el buzón
stage-mail-from-incoming = Comprobar el remitente
stage-mail-from-outgoing = Comprobar el remitente
stage-rcpt-incoming = Comprobar el destinatario
stage-rcpt-outgoing = Comprobar el destinatario
stage-data-incoming = Entregar el mensaje
stage-data-outgoing = Entregar el mensaje
stage-arrival-incoming = Esperar la llegada del mensaje
stage-arrival-outgoing = Esperar la llegada del mensaje

failure-server = El servidor
failure-a-product = Un producto de seguridad
failure-list-servers = Servidor, puerto y cifrado
failure-list-password = Usuario y contraseña, o contraseña de aplicación
failure-list-firewall = Cortafuegos o antivirus de este equipo o de la red
failure-list-other-program = La misma configuración en otro programa de correo
failure-action-retype-password = Compruebe la dirección y pegue la contraseña otra vez.
failure-action-make-app-password = Cree una contraseña de aplicación y péguela.
failure-action-switch-on-protocol = Active { $protocol } en la configuración del proveedor y pruebe de nuevo.
failure-action-use-protocol-imap = Compruebe el buzón con IMAP.
failure-action-use-protocol-pop3 = Compruebe el buzón con POP.
failure-action-use-server = Compruebe con el puerto { $port }.
failure-action-show-certificate = Vea primero el certificado.
failure-action-edit-address = Corrija la dirección o el nombre de usuario.
failure-action-edit-servers = Revise el servidor, el puerto y el cifrado.
failure-action-edit-recipient = Corrija la dirección del destinatario.
failure-action-ask-administrator = Envíe al administrador del buzón el texto preparado.
failure-action-choose-provider = Use un buzón de otro proveedor.
failure-action-set-clock = Ponga la fecha, la hora y la zona horaria de este equipo y pruebe de nuevo.
failure-action-check-network = Revise la red y pruebe de nuevo.
failure-report-title = Comprobación de correo de Home Station
failure-report-provider = Proveedor: { $provider }
failure-report-address = Dirección: { $address }
failure-report-server = Servidor: { $server }
failure-report-where = Dónde: { $protocol }, { $stage }
failure-report-cause = Causa: { $cause }
failure-report-line = Respuesta del servidor: { $line }
failure-report-findings = Averiguado: { $findings }
failure-report-version = Programa: { $version }
admin-text-app-passwords =
    Hola:
    El buzón { $address } lo usa nuestra estación de nivel de agua. Su programa entra con una contraseña de aplicación, que { $provider } no ofrece en esta cuenta. Le pido que permita la verificación en dos pasos y las contraseñas de aplicación.
    Gracias.
admin-text-imap =
    Hola:
    El buzón { $address } lo lee nuestra estación de nivel de agua por IMAP, que está desactivado en { $provider }. Le pido que active IMAP en este buzón.
    Gracias.
admin-text-pop =
    Hola:
    El buzón { $address } lo leen nuestros equipos de nivel de agua por POP3, el único modo que conocen, y POP3 está desactivado en { $provider }. Le pido que active POP3 en este buzón.
    Gracias.
admin-text-smtp-auth =
    Hola:
    El buzón { $address } envía los mensajes de nuestra estación de nivel de agua con contraseña (SMTP autenticado), que está desactivado en { $provider }. Le pido que active SMTP AUTH solo en este buzón.
    Gracias.
admin-text-account =
    Hola:
    { $provider } rechaza el buzón { $address } de nuestra estación de nivel de agua e indica que la cuenta está bloqueada o llena. Le pido que lo revise.
    Gracias.
