# Búsqueda de los servidores de una dirección que no está en el catálogo.

# De dónde vienen los servidores.
discovery-source-catalogue = Conocidos por este programa
discovery-source-administrator-file = Del archivo de su administrador
discovery-source-autoconfig = Publicados por el propio proveedor
discovery-source-ispdb = De la lista de proveedores de Mozilla
discovery-source-mx = Según el correo del dominio, sin confirmar
discovery-source-srv = Según los datos del dominio, sin confirmar
discovery-source-guess = Deducidos de los nombres habituales

# A quién se pregunta en este momento.
discovery-asking-catalogue = Buscando entre los proveedores conocidos …
discovery-asking-administrator-file = Buscando el archivo de su administrador …
discovery-asking-autoconfig = Preguntando al proveedor …
discovery-asking-ispdb = Preguntando a la lista de proveedores de Mozilla …
discovery-asking-mx = Mirando adónde va el correo del dominio …
discovery-asking-srv = Mirando los datos del dominio …
discovery-asking-guess = Probando los nombres habituales …

# Antes de enviar una contraseña a servidores por los que nadie responde.
discovery-consent = Nadie responde por estos servidores. Continúe solo si los conoce o si su proveedor los menciona.
discovery-agree = Sí, usar estos servidores
discovery-switch-on = Active antes IMAP o POP en el proveedor
discovery-switch-on-text = Mientras no se haga allí, puede rechazar la contraseña.
discovery-words = «{ $words }»
discovery-reading = La guía del propio proveedor:
discovery-other-site = Estos servidores son de { $sites }, no de { $domain }.
discovery-elsewhere = { $from } remite a { $to }. No se ha preguntado a ese sitio. Para preguntarle: --follow { $to }
discovery-oauth2-only = Este proveedor solo admite programas de correo a través de su propia página de inicio de sesión. Aquí no sirve ninguna contraseña.
discovery-nothing = No se han encontrado servidores para { $domain }. Escríbalos a mano.

# La única línea bajo la dirección mientras se escribe.
discovery-stop = Detener
discovery-again = Buscar de nuevo
discovery-status-found = Servidores encontrados. { $source }.
discovery-status-nothing = No se han encontrado servidores de { $domain }. Se propondrán los nombres habituales para que los corrija.
discovery-status-offline = La red no responde y no se sabe nada de { $domain }. Puede seguir y escribir los servidores.
discovery-status-stopped = La búsqueda se detuvo. Puede seguir y escribir los servidores.

# Otro sitio, al que solo se pregunta si la persona está de acuerdo.
discovery-redirect-title = { $from } remite a otro sitio
discovery-redirect-text = Allí puede estar la configuración de { $domain }. No se envía nada de lo que va antes de la @.
discovery-redirect-yes = Preguntar a { $to }
discovery-redirect-no = Seguir sin preguntar
discovery-redirect-ask = ¿Preguntar a { $to }?

# Nada de lo encontrado sirve.
discovery-oauth2-title = En { $domain } no sirve ninguna contraseña
discovery-no-pop-title = No se ha encontrado ningún servidor POP de { $domain }
discovery-no-pop-text = Se conocen sus servidores IMAP, pero un LevelSender necesita POP: con IMAP no funcionan sus cambios remotos.
discovery-only-imap = Para { $domain } solo se han encontrado servidores IMAP.
discovery-only-pop = Para { $domain } solo se han encontrado servidores POP.

# En el paso de los servidores.
discovery-guess-title = Estos nombres son una suposición
discovery-guess-text = Nadie los ha confirmado. Pregunte los servidores a su proveedor o administrador y compárelos antes de que una contraseña vaya allí.
discovery-host-guess = Es una suposición: compárelo.
discovery-use-other = Usar en su lugar { $server }
discovery-trusted = Esta fuente es de confianza.
discovery-open-page = Abrir { $site }
discovery-agree-ask = ¿Usar estos servidores?
discovery-offline = La red no responde. No se han podido buscar los servidores de { $domain }.

# Por qué no sirve un archivo de configuración.
discovery-reason-unreadable = No se puede leer el archivo.
discovery-reason-too-large = El archivo es demasiado grande para una configuración de correo.
discovery-reason-not-xml = El archivo no es XML bien formado.
discovery-reason-entities-refused = El archivo define entidades propias, que aquí no se admiten.
discovery-reason-not-client-config = El archivo no contiene una configuración de correo.
discovery-reason-no-incoming-server = El archivo no indica ningún servidor IMAP ni POP3.
discovery-reason-no-outgoing-server = El archivo no indica ningún servidor saliente.
discovery-reason-incoming-not-encrypted = El correo entrante solo se ofrece sin cifrado.
discovery-reason-outgoing-not-encrypted = El correo saliente solo se ofrece sin cifrado.
discovery-reason-oauth2-only = Solo se admite iniciar sesión por página web (OAuth2); no sirve ninguna contraseña.
discovery-reason-authentication-not-supported = Solo se ofrecen formas de iniciar sesión que este programa no usa.
discovery-reason-invalid-server = Los nombres o puertos de los servidores no son válidos.
