# Lo que hay que comunicar a los LevelSender, y los buzones que comparten una cuenta.

device-to-do = Pendiente en los dispositivos
device-to-do-order = Primero, el dispositivo que envía antes.
device-to-do-no-order = Indique cuándo envía cada uno: el que envía antes quedará en primer lugar.
device-to-do-settings = Introduzca su configuración de correo, con la contraseña, como en su hoja de configuración.
device-to-do-password = Aún tiene la contraseña anterior: introduzca la nueva.

device-reports-ask = Hora de envío
device-reports-next = Próximo envío: { $weekday ->
        [monday] lunes
        [tuesday] martes
        [wednesday] miércoles
        [thursday] jueves
        [friday] viernes
        [saturday] sábado
       *[sunday] domingo
    } { $time }
device-reports-title = ¿Cuándo envía sus lecturas el { $name }?
device-reports-at = Una de sus horas de envío
device-reports-at-help = Según el reloj de este equipo, por ejemplo 06:00 o 18:30. Solo ordena la lista: en el dispositivo no cambia nada.
device-reports-at-wrong = Todavía no es una hora: escriba horas y minutos, por ejemplo 06:00.
device-reports-every = Con qué frecuencia envía
device-reports-hours = Cada … horas
device-reports-day = Cada día
device-reports-week = Cada semana
device-reports-weekday = { $weekday ->
        [monday] lun
        [tuesday] mar
        [wednesday] mié
        [thursday] jue
        [friday] vie
        [saturday] sáb
       *[sunday] dom
    }
device-reports-save = Guardar la hora
device-reports-forget = Olvidar la hora
device-reports-leave = Cancelar

device-ask = Pedir configuración
device-ask-title = Pedir la configuración al LevelSender { $serial }
device-ask-lead = Se envía al dispositivo un correo con este comando. Responde en su próximo envío, al buzón de la Home Station.
device-ask-from = De la Home Station
device-ask-to = Al LevelSender
device-ask-text = Texto del correo
device-ask-send = Enviar el comando
device-ask-sending = Enviando …
device-ask-sent = Se envió el comando
device-ask-sent-text = El dispositivo lo recoge en su próximo envío. Busque la respuesta en { $address }.
device-ask-done = Listo
device-ask-no-station = Aún no hay ninguna Home Station configurada
device-ask-no-station-text = Los comandos se envían desde su buzón. Configúrela primero; el dispositivo queda como está.
device-ask-set-up = Configurar la Home Station
device-ask-no-secret = Falta la contraseña de la Home Station
device-ask-no-secret-text = Los comandos se envían desde su buzón, cuya contraseña no está en este equipo.
device-ask-hidden = Este comando no llegaría
device-ask-hidden-text = La Home Station y el LevelSender usan la misma cuenta de Google, y Gmail no entrega al dispositivo el correo que la propia cuenta envió. Dé al dispositivo su propio buzón.
device-ask-afterwards = Cuando el dispositivo tenga estos valores, pídale su configuración: una respuesta demuestra que funcionan los dos sentidos.

device-done-changed = El LevelSender { $serial } aún tiene la contraseña anterior
device-done-changed-text = Introduzca la nueva en su configuración de correo, en los dos servidores. Sigue en la lista de pendientes hasta que se marque.

device-move-open = { $count ->
    [one] Un LevelSender aún envía a { $old }
   *[other] { $count } LevelSender aún envían a { $old }
    }
device-move-open-text = La Home Station usa ahora { $new }. Avise a los dispositivos mientras funcione el buzón anterior.
device-move-over = Todos los LevelSender envían a { $new }
device-move-over-text = El buzón anterior, { $old }, sigue guardado en este equipo.
device-move-tell = Avisar a los dispositivos
device-move-finish = Finalizar
device-move-title = Comunicar la nueva dirección a los LevelSender
device-move-lead = Aún envían sus lecturas a { $old }. Esta línea, enviada a cada uno, la cambia por { $new }.
device-move-others = Otros destinatarios
device-move-others-help = La línea reemplaza toda la lista del dispositivo: indique hasta cuatro más que deban seguir recibiendo las lecturas.
device-move-line = Texto del correo
device-move-from = Se envía desde { $old } mientras ese buzón funcione. Cada dispositivo lo recoge en su próximo envío.
device-move-by-hand = El buzón anterior ya no está en este equipo
device-move-by-hand-text = Envíe la línea desde { $old } con otro programa de correo, como único texto de un correo a cada dispositivo, o introduzca la nueva dirección en el dispositivo. Márquelos aquí uno por uno.
device-move-failed-text = Puede copiar la línea y enviarla con otro programa de correo, como único texto de un correo a { $address }, o introducir la nueva dirección en el dispositivo.
device-move-not-sent = Aún sin enviar
device-move-not-told = Aún sin avisar
device-move-sent = Enviada. Márquelo cuando sus lecturas lleguen a la nueva dirección.
device-move-moved = Envía a la nueva dirección
device-move-send = Enviar
device-move-send-again = Enviar de nuevo
device-move-send-to = Enviar a { $name }
device-move-hidden = Comparte cuenta con el buzón anterior: Gmail no le entregaría el correo. Introduzca la nueva dirección en el dispositivo.
device-move-leave = Todos los buzones
device-move-ended = Todos los LevelSender envían a la nueva dirección
device-move-ended-text = Ya no necesitan el buzón anterior.
device-move-remove-kept = Quitar el buzón anterior
device-move-keep-kept = Conservarlo también
device-move-kept = Home Station, dirección anterior
device-move-remove-text = Desde aquí ya no se podrá comunicar la nueva dirección a los LevelSender, y este equipo no verá las lecturas que aún vayan a la anterior.

device-recipients-too-many = Un LevelSender guarda cinco destinatarios como máximo, incluida la Home Station.

device-shared-at-address = { $name } ya usa este buzón
device-shared-at-address-text = Por POP, dos lectores se quitan el correo uno al otro y, en Gmail, los comandos enviados desde la misma cuenta nunca llegan al dispositivo. Dé a cada dispositivo su propio buzón.
device-shared = { $names } usan la misma cuenta
device-shared-text = Por POP se quitan el correo unos a otros y, en Gmail, los comandos enviados desde la misma cuenta nunca llegan al dispositivo. Dé a cada dispositivo su propio buzón.

device-silenced = Antes de cambiar o revocar algo en { $provider }
device-silenced-text = Dejarían de funcionar todos los buzones de la cuenta que usen lo que se revoque:
device-silenced-here = { $name }: basta una contraseña nueva en este equipo
device-silenced-visit = { $name }: hay que ir hasta el dispositivo
