# La ficha de configuración: todos los valores de un buzón en una página.

card-title = Configuración de correo de { $device }
card-group-mailbox = Buzón
card-group-incoming = Servidor de correo entrante
card-group-outgoing = Servidor de correo saliente
card-group-more = Otros
card-full-name = Nombre completo
card-address = Dirección de correo
card-reply-to = Responder a
card-copy-to = Copia de cada correo a
card-kind = Tipo
card-server = Servidor
card-port = Puerto
card-encryption = Cifrado
card-encryption-tls = TLS (SSL)
card-encryption-starttls = STARTTLS
card-user-name = Nombre de usuario
card-server-timeout = Tiempo de espera del servidor en segundos
card-password-note = La contraseña no está en esta hoja. Va en el campo de contraseña de los dos servidores.
card-levelsender-note = Este programa no configura el LevelSender: introduzca estos valores en su configuración de correo.
