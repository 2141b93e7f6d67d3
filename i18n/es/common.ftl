# Lo que un campo no puede contener, junto al campo y en la línea de órdenes.

value-missing = Aquí falta algo.
value-address = Esto no es una dirección de correo. Tiene la forma nombre@ejemplo.org.
value-host = Esto no es el nombre de un servidor. Tiene la forma mail.ejemplo.org, sin espacios.
value-port = Un puerto es un número del 1 al 65535.
value-user-name = Un nombre de usuario tiene de 1 a 255 caracteres y ningún salto de línea.
value-serial = Un número de serie tiene de 1 a 20 letras, cifras o guiones.
value-account-id = El nombre de un buzón tiene de 1 a 64 letras minúsculas, cifras, guiones, puntos o guiones bajos, y empieza por letra o cifra.
value-fingerprint = Una huella SHA-256 tiene 64 cifras hexadecimales.
value-display-name = Un nombre para mostrar tiene 255 caracteres como máximo y ningún salto de línea.
value-server-timeout = El tiempo de espera del servidor va de 10 a 3600 segundos.
value-levelsender-needs-pop3 = El buzón de un LevelSender se lee por POP: con IMAP no funcionan los cambios remotos.
value-levelsender-recent = «recent:» no es para un LevelSender: volvería a leer los comandos de los últimos 30 días.
value-secret-empty = La contraseña está vacía.
value-secret-too-long = La contraseña pasa de 1024 bytes, más de lo que admite un servidor de correo.
value-secret-control-character = Hay un salto de línea u otro carácter invisible en la contraseña. Los servidores de correo no lo admiten.
