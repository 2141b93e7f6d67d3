# Búsqueda de los servidores de una dirección que no está en el catálogo.

# De dónde vienen los servidores.
discovery-source-catalogue = Conocidos por este programa
discovery-source-administrator-file = Del archivo de su administrador
discovery-source-autoconfig = Publicados por el propio proveedor
discovery-source-ispdb = De la lista de proveedores de Mozilla
discovery-source-mx = Hallados por los registros de correo del dominio (sin firmar)
discovery-source-srv = Hallados por los registros de servicio del dominio (sin firmar)
discovery-source-guess = Deducidos de los nombres habituales

# A quién se pregunta en este momento.
discovery-asking-catalogue = Buscando entre los proveedores conocidos …
discovery-asking-administrator-file = Buscando el archivo de su administrador …
discovery-asking-autoconfig = Preguntando al proveedor …
discovery-asking-ispdb = Preguntando a la lista de proveedores de Mozilla …
discovery-asking-mx = Mirando adónde va el correo del dominio …
discovery-asking-srv = Buscando los registros de servicio del dominio …
discovery-asking-guess = Probando los nombres habituales …

# Antes de enviar una contraseña a servidores por los que nadie responde.
discovery-consent = Nadie responde por estos servidores. Continúe solo si los conoce o si su proveedor los menciona.
discovery-agree = Sí, usar estos servidores
discovery-pages = Active esto antes en el proveedor, o lea allí cómo se hace:
discovery-other-site = Estos servidores son de { $sites }, no de { $domain }.
discovery-elsewhere = { $domain } remite a { $sites } para la configuración de su correo. No se ha preguntado a ese sitio.
discovery-oauth2-only = Este proveedor solo admite programas de correo a través de su propia página de inicio de sesión. Aquí no sirve ninguna contraseña.
discovery-nothing = No se han encontrado servidores para { $domain }. Escríbalos a mano.

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
