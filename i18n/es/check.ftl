# La comprobación: la escalera y lo que aparece bajo un fallo.

check-title-running = Comprobando la conexión
check-title-stopped = La comprobación se detuvo
check-title-failed = La comprobación no tuvo éxito
check-title-saving = Los dos servidores aceptan: guardando …
check-title-saved = Los dos servidores aceptan; está guardado
check-title-works = El buzón funciona
check-lead = { $address }, en los dos sentidos a la vez.
check-running = Comprobando …
check-saving = Guardando …
check-saved-text = Se comprobó con esta contraseña que se puede enviar y recibir. Si lo desea, ahora viene un correo de prueba.
check-changed-text = La contraseña nueva está en uso. Se reemplazó la anterior.
check-works-text = Los servidores aceptan la contraseña guardada.
check-again = Comprobar de nuevo
check-terms-show = Mostrar los términos técnicos
check-terms-hide = Ocultar los términos técnicos
check-takes-nothing = No se retira ningún mensaje de este buzón.

check-incoming-imap = Correo entrante (IMAP)
check-incoming-pop = Correo entrante (POP)
check-outgoing = Correo saliente (SMTP)
check-other-port = El otro puerto no respondió; ahora por el puerto { $port }.

check-stage-name = Encontrar el servidor
check-stage-connect = Conectar
check-stage-tls = Cifrar la conexión
check-stage-greeting = El servidor saluda
check-stage-starttls = Pedir el cifrado
check-stage-login = Iniciar sesión
check-stage-mailbox = Mirar la bandeja de entrada
check-stage-mailbox-pop = Contar los mensajes, sin retirar ninguno
check-stage-mail-from = Remitente aceptado
check-stage-rcpt = Destinatario aceptado, nada enviado
check-stage-data = Entregar el mensaje
check-stage-arrival = Esperar su llegada

check-failed = La comprobación falló
check-at-incoming = Con el correo entrante
check-at-outgoing = Con el correo saliente
check-server-line = Lo que dijo el servidor:
check-alternative = También es posible: { $title }
check-copy-details = Copiar detalles
check-copied = Copiado
check-retry-in = Se intenta de nuevo por sí solo en { $time }.
check-retry-stop = No hacerlo
check-wait = Posible de nuevo en { $time }

check-do-check-password = Comprobar esta contraseña
check-do-open-page = Abrir la página
check-do-use-imap = Probar con IMAP
check-do-use-pop = Probar con POP
check-do-use-port = Probar el puerto { $port }
check-do-show-certificate = Ver el certificado
check-do-edit-address = Corregir la dirección
check-do-edit-servers = Corregir el servidor
check-do-edit-recipient = Corregir el destinatario
check-do-copy-request = Copiar un texto para el administrador
check-do-choose-provider = Usar otro buzón

check-general = Qué más mirar
check-general-server = Servidor, puerto y cifrado en los dos sentidos
check-general-password = Nombre de usuario y contraseña, o contraseña de aplicación
check-general-firewall = Cortafuegos o antivirus en este equipo y en esta red
check-general-other-program = Si la misma configuración funciona en otro programa de correo
check-servers = Ver los servidores
check-save-unproven = Guardar sin comprobar
check-save-unproven-text = «Guardar sin comprobar» conserva lo que escribió, por ejemplo mientras no hay conexión. El buzón aparece como sin comprobar.
