# El campo de la contraseña.

password-right-sixteen-letters = 16 letras: parece correcta.
password-right-four-fours = Cuatro grupos de cuatro letras: parece correcta.
password-right-twelve-characters = 12 caracteres: parece una contraseña de aplicación.
password-too-short =
    { $difference ->
        [one] { $have } de { $need } caracteres: falta uno.
       *[other] { $have } de { $need } caracteres: faltan { $difference }.
    }
password-too-long =
    { $difference ->
        [one] { $have } caracteres: uno más que los { $need } de una contraseña de aplicación.
       *[other] { $have } caracteres: { $difference } más que los { $need } de una contraseña de aplicación.
    }
password-account-password = Esto parece su propia contraseña de { $provider }, no una contraseña de aplicación. { $provider } la rechazaría.
password-words-on-the-page = Son palabras de la página, o un ejemplo. Hace falta el código mismo.
password-other-providers-code = Esto parece un código de otro proveedor: los de { $provider } no llevan guiones.
password-digits-for-letters = Este código solo tiene letras. Un 0 puede ser la letra o; un 1, la letra l.
password-foreign-letters = Algunas letras son de otro alfabeto y solo se parecen. Copie otra vez el código o cambie de teclado.
password-odd-ends = Contiene un espacio o un carácter invisible que es fácil pasar por alto. Se ha dejado tal cual.
password-control-characters = Contiene un salto de línea o un carácter de control. No se puede enviar; pegue otra vez la contraseña.
password-too-long-to-send = Este texto es demasiado largo para ser una contraseña.

password-removed-blanks = Se han quitado los espacios.
password-removed-full-stop = Se ha quitado el punto final.
password-changed-capitals = Las mayúsculas se han pasado a minúsculas.
password-added-hyphens = Se han puesto los guiones.
password-kept = Se usará:
password-use-anyway = Usar de todos modos
password-reveal = Mostrar la contraseña
password-hide = Ocultar la contraseña
password-paste = Pegar
password-clear-clipboard = Vaciar el portapapeles
password-clipboard-still-holds = La contraseña sigue en el portapapeles.
password-clipboard-cleared = El portapapeles está vacío.
