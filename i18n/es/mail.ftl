mail-test-subject = Home Station, correo de prueba
mail-test-body =
    Este correo se envió para probar el buzón de la Home Station.

    Si lo está leyendo, el envío funciona. No tiene que hacer nada y puede borrarlo.

mail-not-watched = Enviado; no se comprobó su llegada
mail-not-watched-look = Compruebe usted ese buzón, también el correo no deseado.
mail-not-watched-too-soon = El servidor permite entrar de nuevo solo pasados { $minutes } minutos; por eso no se espera aquí a que llegue.
mail-not-watched-no-secret = La contraseña del buzón que recibe no está en este equipo.
