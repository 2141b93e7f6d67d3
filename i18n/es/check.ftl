# La comprobación: la escalera y lo que aparece bajo un fallo.

check-title-running = Comprobando la conexión
check-title-stopped = La comprobación se detuvo
check-title-failed = El buzón aún no funciona
check-title-failed-change = La contraseña nueva aún no está en uso
check-title-failed-look = El buzón no funciona en este momento
check-title-saving = Los dos servidores aceptan: guardando …
check-title-saved = El buzón está guardado
check-title-works = El buzón funciona
check-lead = Recibir y enviar se comprueban a la vez para { $address }.
check-running = Comprobando …
check-saving = Guardando …
check-saved-head = Enviar y recibir funcionan
check-saved-text = Los dos servidores aceptan la contraseña. Ahora puede enviar un correo de prueba.
check-changed-head = La contraseña nueva está en uso
check-changed-text = Los dos servidores la aceptaron; se reemplazó la anterior.
check-lead-sending = Para { $address } solo se comprueba el envío, para no dejar al dispositivo sin acceso a su buzón.
check-works-head = No hace falta hacer nada
check-works-text-sending = El servidor de correo saliente acepta la contraseña guardada.
check-works-text = Los servidores aceptan la contraseña guardada.
check-again = Comprobar de nuevo
check-terms-show = Mostrar los términos técnicos
check-terms-hide = Ocultar los términos técnicos
check-takes-nothing = No se retira ningún mensaje de este buzón.

check-incoming-imap = Correo entrante (IMAP)
check-incoming-pop = Correo entrante (POP)
check-outgoing = Correo saliente (SMTP)
check-other-port = El otro puerto no respondió; ahora por el puerto { $port }.

check-at-incoming = Con el correo entrante
check-at-outgoing = Con el correo saliente
check-line-incoming = Lo que dijo el servidor de correo entrante:
check-line-outgoing = Lo que dijo el servidor de correo saliente:
check-detail-incoming = Con el correo entrante:
check-detail-outgoing = Con el correo saliente:
check-alternative = También es posible: { $title }
check-copy-details = Copiar detalles
check-copied = Copiado
check-retry-in = Se intenta de nuevo por sí solo en { $time }.
check-retry-stop = No reintentar
check-wait = Posible de nuevo en { $time }

check-general = Qué más comprobar
check-servers = Ver los servidores
check-save-unproven = Guardar sin comprobar
check-save-unproven-text = «Guardar sin comprobar» conserva lo que escribió, por ejemplo mientras no hay conexión. El buzón aparece como sin comprobar.
check-check-password = Comprobar esta contraseña
