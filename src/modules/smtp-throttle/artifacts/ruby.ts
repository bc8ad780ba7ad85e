import { policy, snippet } from './snippet.ts';

/** net/smtp, for threads: it raises SMTPServerBusy for every 4xx reply. */
export const rubySnippet = snippet(
  'capped-ruby',
  'Ruby',
  `
# capped_mailer.rb: one sender for each mailbox, shared by all threads.
require 'net/smtp'

class CappedMailer
  CAP = ${policy.cap} # 2 where other programs use the same mailbox; 4 is already refused
  TRIES = ${policy.tries}

  # The block returns a new Net::SMTP that is started and logged in.
  def initialize(&connect)
    @connect = connect
    @places = SizedQueue.new(CAP)
  end

  def send_message(text, from, *to)
    (1..TRIES).each do |tried|
      begin
        return hand_over(text, from, to)
      rescue Net::SMTPServerBusy
        # A 4xx reply: not accepted, so one more try cannot duplicate the mail.
        # A lost connection is left to the caller: the mail may have arrived.
        raise if tried == TRIES
      end
      sleep(rand * 2**tried) # the place is free meanwhile
    end
  end

  private

  def hand_over(text, from, to)
    @places.push(true)
    begin
      smtp = @connect.call
      begin
        smtp.send_message(text, from, *to)
      ensure
        quit(smtp)
      end
    ensure
      @places.pop
    end
  end

  # What is answered to QUIT says nothing of the mail, and must not hide what was.
  def quit(smtp)
    smtp.finish
  rescue StandardError
    nil
  end
end
`,
);
