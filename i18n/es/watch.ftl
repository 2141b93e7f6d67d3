# La vigilancia: su registro y sus avisos. Las horas son las de este equipo.

watch-started = Vigilando los buzones guardados; termine con Ctrl+C. No se retira nada de ellos.
watch-no-mailboxes = No hay ningún buzón guardado; no hay nada que vigilar.
watch-line-new = { $now }  { $id }: aún sin comprobar
watch-line-works = { $now }  { $id }: funciona
watch-line-temporary = { $now }  { $id }: por ahora no responde, desde { $since }; se vuelve a intentar sin su ayuda
watch-line-refused = { $now }  { $id }: { $provider } rechaza el acceso desde { $since }; no se vuelve a intentar hasta que cambie la contraseña
watch-line-secret-missing = { $now }  { $id }: su contraseña no está en el almacén de contraseñas de este equipo
watch-notice-password = { $provider } no acepta la contraseña desde las { $time }
watch-notice-password-text = { $address }: no llegarán lecturas hasta que cambie la contraseña. Abra Home Station y elija «Cambiar contraseña».
watch-notice-sign-in = { $provider } no permite el acceso desde las { $time }
watch-notice-sign-in-text = { $address }: no llegarán lecturas hasta que se resuelva. Abra Home Station y elija «Comprobar ahora»: allí se indica qué hacer.
