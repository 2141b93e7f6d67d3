mail-test-subject = Home Station, correo de prueba
mail-test-body =
    Este correo se envió para probar el buzón de la Home Station.

    Si lo está leyendo, el envío funciona. No tiene que hacer nada y puede borrarlo.
