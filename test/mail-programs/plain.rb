# Sends each mail in a thread of its own, by net/smtp, the mail gem or the recommended code, and logs by Logger: library,
# port, log file, subjects.
require 'logger'
require 'net/smtp'

library, port, path, *subjects = ARGV
require 'mail' if library == 'mail'
ENV['TZ'] = 'UTC'
logger = Logger.new(path)

by_net_smtp = lambda do |subject, to|
  Net::SMTP.start('127.0.0.1', port.to_i, 'client.test') do |smtp|
    smtp.send_message("Subject: #{subject}\r\nTo: #{to}\r\n\r\nx\r\n", 'noreply@example.com', to)
  end
end
by_mail = lambda do |subject, to|
  mail = Mail.new(from: 'noreply@example.com', to: to, subject: subject, body: 'x')
  mail.delivery_method(:smtp, address: '127.0.0.1', port: port.to_i, enable_starttls_auto: false)
  mail.deliver!
end
by_capped = lambda do |subject, to|
  $mailer.send_message("Subject: #{subject}\r\nTo: #{to}\r\n\r\nx\r\n", 'noreply@example.com', to)
end
if library == 'capped'
  require './capped_mailer'
  $mailer = CappedMailer.new { Net::SMTP.start('127.0.0.1', port.to_i, 'client.test') }
end
send = { 'mail' => by_mail, 'net-smtp' => by_net_smtp, 'capped' => by_capped }.fetch(library)

subjects.map do |subject|
  Thread.new do
    to = "#{subject.tr(' ', '-')}@example.com"
    send.call(subject, to)
    logger.info("Sent mail #{subject} to #{to}")
  rescue StandardError => error
    logger.error("Failed to send #{subject} to #{to}: #{error.class}: #{error.message}")
  end
end.each(&:join)
