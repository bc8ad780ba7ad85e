<?php
// Sends one mail by PHPMailer, alone or through the recommended code, or by Symfony Mailer, and logs by Monolog:
// library, port, log file, subject.
[, $library, $port, $path, $subject] = $argv;
date_default_timezone_set('UTC');
require '/usr/share/php/Monolog/autoload.php';
$log = new Monolog\Logger('app', [new Monolog\Handler\StreamHandler($path, useLocking: true)]);
$to = str_replace(' ', '-', $subject) . '@example.com';
try {
    if ($library !== 'symfony') {
        require '/usr/share/php/libphp-phpmailer/autoload.php';
        $mail = new PHPMailer\PHPMailer\PHPMailer(true);
        $mail->isSMTP();
        $mail->Host = '127.0.0.1';
        $mail->Port = (int) $port;
        $mail->setFrom('noreply@example.com');
        $mail->addAddress($to);
        $mail->Subject = $subject;
        $mail->Body = 'x';
        if ($library === 'phpmailer') {
            $mail->send();
        } else {
            require getcwd() . '/capped_mailer.php';
            capped_send($mail, getcwd());
        }
    } else {
        require '/usr/share/php/Symfony/Component/Mailer/autoload.php';
        $mailer = new Symfony\Component\Mailer\Mailer(Symfony\Component\Mailer\Transport::fromDsn("smtp://127.0.0.1:$port"));
        $mailer->send((new Symfony\Component\Mime\Email())->from('noreply@example.com')->to($to)->subject($subject)->text('x'));
    }
    $log->info("Sent mail $subject to $to");
} catch (Throwable $error) {
    $log->error("Failed to send $subject to $to: " . $error->getMessage(), ['exception' => $error]);
}
