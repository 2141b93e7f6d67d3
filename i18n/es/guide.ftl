# Guías en las páginas de los proveedores. Variables: $address, $name (de la contraseña de aplicación), $provider.

guide-gmail-title = Una contraseña de aplicación para Gmail
guide-gworkspace-title = Una contraseña de aplicación para una cuenta de Google del trabajo o del centro de estudios
guide-yahoo-title = Una contraseña de aplicación en Yahoo
guide-aol-title = Una contraseña de aplicación en AOL
guide-icloud-title = Una contraseña de aplicación en Apple
guide-yandex-title = Una contraseña de aplicación en Yandex
guide-zoho-title = La contraseña para Zoho Mail
guide-fastmail-title = Una contraseña de aplicación en Fastmail
guide-gmx-title = La contraseña para GMX, WEB.DE y mail.com
guide-mailru-title = Una contraseña para programas en Mail.ru
guide-att-title = La «secure mail key» de AT&T
guide-generic-title = La contraseña para { $provider }

guide-beside = Dejar la guía junto al navegador
guide-full = Ventana completa
guide-next = Paso siguiente
guide-previous = Anterior
guide-to-field = Ir al campo
guide-not-on-top = Aquí ninguna ventana puede quedarse encima de las demás. Coloque esta junto al navegador.

guide-gmail-account = ¿Qué cuenta muestra el navegador arriba a la derecha? Debe ser { $address }. Si es otra, cámbiela allí.
guide-gmail-two-step = Compruebe que la verificación en dos pasos está activada. Si no lo está, actívela con un teléfono o una aplicación de autenticación; una llave de seguridad sola no basta.
guide-gmail-app-passwords = Abra la página de contraseñas de aplicación. Google pide otra vez su contraseña habitual.
guide-gmail-name = Dé a la contraseña de aplicación el nombre { $name } y créela.
guide-gmail-code = Google muestra 16 letras en cuatro grupos, solo esta vez. Cópielas y cierre después esa ventana.
guide-paste = Pegue el código aquí, en el campo de la contraseña.
guide-gmail-pop-settings = Active POP en Gmail, en el navegador de un PC y no en el teléfono: abra la configuración y vaya a la pestaña de POP e IMAP.
guide-gmail-pop-from-now-on = Elija POP a partir de ahora. Con «todos los mensajes» se leerían primero años de correo antiguo.
guide-gmail-pop-save = Guarde los cambios al pie de la página. Sin esto no cambia nada.

guide-gmail-imap-always-on = Para IMAP no hay que activar nada: en las cuentas personales de Gmail está siempre activo.
guide-gmail-limits = Gmail permite 15 conexiones a la vez y, por IMAP, 2500 MB de descarga y 500 MB de subida al día. Consulte el correo como mucho cada 10 minutos.
guide-gmail-pop-copy = Qué pasa con un mensaje ya leído se decide en Gmail, no en el programa de correo: conserve la copia de Gmail en Recibidos.
guide-gmail-pop-one-program = Lo que un programa ya ha leído por POP no se vuelve a ofrecer. Por eso no debe haber dos programas o equipos que lean este buzón por POP.
guide-gmail-pop-own-mail = Lo que se envía desde esta misma cuenta no aparece por POP. Los comandos para un LevelSender tienen que venir de otra cuenta.
guide-gmail-pop-rhythm = Gmail quiere cinco minutos entre dos accesos por POP.
guide-gmail-recent = Si otros programas leen también este buzón, «recent:» delante del nombre de usuario muestra a cada uno el correo de los últimos 30 días. Está en la configuración avanzada.
guide-gmail-recent-never = No ponga nunca «recent:» delante del nombre de usuario de un LevelSender: volvería a ejecutar los comandos de los últimos 30 días.
guide-gmail-alert = Google le enviará una alerta de seguridad por la nueva contraseña de aplicación. Confírmela en la página de su cuenta, en la actividad de seguridad reciente, y no con el botón del correo: hay muchas alertas falsas.
guide-gmail-revoked = Al cambiar la contraseña de Google dejan de valer todas las de aplicación: la Home Station y todos los LevelSender de esta cuenta necesitan entonces una nueva.
guide-gworkspace-administrator = En el trabajo o en el centro de estudios, el administrador decide sobre las contraseñas de aplicación, IMAP y POP. Si falta algo, pregúntele.

guide-missing-none = Entonces { $provider } no ofrece contraseñas de aplicación para esta cuenta. Use otro buzón, por ejemplo una cuenta de Gmail creada solo para estos equipos.
guide-missing-wrong-account = ¿Muestra el navegador arriba a la derecha una cuenta que no es { $address }?
guide-missing-wrong-account-answer = Cambie allí a { $address } y abra otra vez la página.
guide-missing-two-step-off = ¿Está desactivada la verificación en dos pasos, o a medio configurar?
guide-missing-two-step-off-answer = Actívela primero. La página de contraseñas de aplicación aparece enseguida.
guide-missing-keys-only = ¿Confirma usted el acceso solo con llaves de seguridad?
guide-missing-keys-only-answer = Añada un teléfono o una aplicación de autenticación como otro segundo paso.
guide-missing-work-account = ¿Es una cuenta de una empresa, un centro de estudios u otra organización?
guide-missing-work-account-answer = Solo su administrador puede permitir las contraseñas de aplicación. Pregúntele o use una cuenta personal.
guide-missing-advanced-protection = ¿Está la cuenta en el Programa de Protección Avanzada?
guide-missing-advanced-protection-answer = Ese programa excluye las contraseñas de aplicación. Mejor que salir de él: use otro buzón para estos equipos.
guide-missing-child-account = ¿Es la cuenta de un menor, supervisada con Family Link?
guide-missing-child-account-answer = Google no admite programas de correo en esas cuentas. Use la cuenta de un adulto.
guide-missing-new-browser = ¿Es un navegador en el que casi nunca inicia sesión?
guide-missing-new-browser-answer = Use el navegador en el que lleva algunos días con la sesión iniciada. El servicio de ayuda no puede cambiarlo.
guide-missing-private-window = ¿Es una ventana privada?
guide-missing-private-window-answer = Abra la página en una ventana normal.

guide-name = Escriba el nombre { $name } y continúe.
guide-code = Copie el código. Se muestra solo esta vez.
guide-sixteen-letters = Copie las 16 letras. Se muestran solo esta vez.
guide-nothing-to-switch-on = No hay que activar nada para IMAP ni para POP.

guide-yahoo-account = Inicie sesión en Yahoo. ¿Qué cuenta muestra el navegador arriba a la derecha? Debe ser { $address }.
guide-yahoo-page = Abra la página de contraseñas de aplicación en un navegador que use desde hace días, no en una ventana privada.
guide-yahoo-wrong-tries = Tras varias contraseñas erróneas, Yahoo cierra el acceso durante un tiempo. No repita la misma.
guide-yahoo-survives = Este código sigue valiendo cuando cambia la contraseña de la cuenta. Para anularlo, bórrelo en la misma página.
guide-aol-account = Inicie sesión en AOL. ¿Qué cuenta muestra el navegador arriba a la derecha? Debe ser { $address }.
guide-aol-page = Abra la página de contraseñas de aplicación en un navegador que use desde hace días, no en una ventana privada.

guide-icloud-account = Inicie sesión en su cuenta de Apple. ¿Es la de { $address }? La autenticación de doble factor debe estar activada.
guide-icloud-page = Abra las contraseñas de apps.
guide-icloud-code = Copie el código con sus guiones: xxxx-xxxx-xxxx-xxxx. Se muestra solo esta vez.
guide-icloud-no-pop = Apple no tiene POP. Un buzón de iCloud puede servir a la Home Station, pero no a un LevelSender.
guide-icloud-user-name = Para leer, el nombre de usuario es la parte anterior a la @; para enviar, la dirección completa. Los dos se rellenan solos.
guide-icloud-revoked = Al cambiar la contraseña de Apple dejan de valer todas las de aplicación: cree entonces otra.

guide-yandex-account = Inicie sesión en Yandex. ¿Qué cuenta muestra el navegador arriba a la derecha? Debe ser { $address }.
guide-yandex-switch = En la configuración del correo, permita la lectura con programas: marque IMAP con contraseñas de aplicación y, si hace falta, también POP3.
guide-yandex-page = Abra las contraseñas de aplicación y elija el tipo «Correo».
guide-yandex-both = Hacen falta las dos cosas, la casilla y la contraseña de aplicación. Yandex responde lo mismo si falta una u otra.
guide-yandex-revoked = Al cambiar la contraseña de Yandex dejan de valer todas las de aplicación: cree entonces otra.

guide-zoho-account = Inicie sesión en Zoho. ¿Qué cuenta muestra el navegador arriba a la derecha? Debe ser { $address }.
guide-zoho-imap = En Zoho Mail, active IMAP para esta dirección.
guide-zoho-pop = En Zoho Mail, active POP para esta dirección, con el correo a partir de ahora.
guide-zoho-page = Si usa la autenticación de doble factor, abra las contraseñas de aplicación. Si no, basta su contraseña de Zoho: vaya al último paso.
guide-zoho-code = Copie los 12 caracteres. Se muestran solo esta vez.
guide-zoho-own-password = Si suele entrar con Google o Microsoft, cree primero una contraseña de Zoho.
guide-zoho-paid = Los planes gratuitos abiertos desde 2019 no admiten programas de correo.

guide-fastmail-account = Inicie sesión en Fastmail. ¿Es la cuenta de { $address }?
guide-fastmail-page = En privacidad y seguridad, cree una contraseña de aplicación nueva.
guide-fastmail-name = Escriba el nombre { $name }, elija el acceso al correo y genere la contraseña.
guide-fastmail-plan = El plan Basic no admite programas de correo.
guide-fastmail-inbox = Por POP solo se puede leer la bandeja de entrada.

guide-gmx-account = Inicie sesión en la página web del proveedor. ¿Es la cuenta de { $address }?
guide-gmx-switch = En la configuración del correo, permita el acceso por POP3 e IMAP y guarde.
guide-gmx-page = Si usa la verificación en dos pasos, abra las contraseñas específicas de aplicación. Si no, basta su contraseña habitual: vaya al último paso.
guide-gmx-own-password = Después de activar la verificación en dos pasos, permita otra vez POP3 e IMAP: el proveedor los ha desactivado.
guide-gmx-disuse = Cuando no se usa durante mucho tiempo, el proveedor desactiva este acceso por sí solo.

guide-mailru-account = Inicie sesión en Mail.ru. ¿Qué cuenta muestra el navegador arriba a la derecha? Debe ser { $address }.
guide-mailru-page = En seguridad, abra las contraseñas para aplicaciones externas.
guide-mailru-name = Escriba el nombre { $name } y dele acceso completo al correo.

guide-att-account = Inicie sesión en AT&T. ¿El perfil es el de { $address }?
guide-att-page = En los datos de acceso de su perfil, abra las «secure mail keys». La página de AT&T muestra el camino.

guide-generic-account = Inicie sesión en su correo, en la página web del proveedor. ¿Muestra el navegador { $address }, casi siempre arriba a la derecha?
guide-generic-page = Busque en seguridad las contraseñas de aplicación; a veces se llaman contraseñas específicas o contraseñas para programas de correo.
guide-generic-switch = Busque en la configuración del correo si los programas pueden leer por IMAP o POP, y permítalo.
guide-generic-own-password = Escriba aquí la contraseña del buzón: la misma que acaba de funcionar en la página web.
guide-generic-two-step = Si la cuenta usa la verificación en dos pasos, busque allí una contraseña de aplicación y pegue esa.
guide-generic-panel = En un buzón de su propio dominio, la contraseña es la que se puso a ese buzón en el panel del alojamiento, no la de cliente.
guide-generic-one-program = Por POP, un buzón debe leerlo un solo programa o equipo: los demás pueden encontrarlo ocupado o sin sus mensajes.
