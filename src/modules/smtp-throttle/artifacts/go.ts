import { policy, snippet } from './snippet.ts';

/** net/smtp and libraries on it: a refusal is a *textproto.Error. */
export const goSnippet = snippet(
  'capped-go',
  'Go',
  `
// cappedmailer.go: one Mailer for each mailbox, shared by the whole process.
package cappedmailer

import (
	"errors"
	"math"
	"math/rand"
	"net/textproto"
	"time"
)

const (
	limit = ${policy.cap} // 2 where other programs use the same mailbox; 4 is already refused
	tries = ${policy.tries}
)

// Mailer caps how many mails are handed over at once.
type Mailer struct {
	places chan struct{}
	send   func(to []string, message []byte) error
}

// New takes what hands over one mail: smtp.SendMail with server, login and sender.
func New(send func(to []string, message []byte) error) *Mailer {
	return &Mailer{places: make(chan struct{}, limit), send: send}
}

// Send returns when the mail is accepted or given up.
func (m *Mailer) Send(to []string, message []byte) error {
	for tried := 1; ; tried++ {
		m.places <- struct{}{}
		err := m.send(to, message)
		<-m.places // the place is free while this mail waits
		if err == nil || !isTemporary(err) || tried == tries {
			return err
		}
		time.Sleep(time.Duration(rand.Float64() * math.Pow(2, float64(tried)) * float64(time.Second)))
	}
}

// A 4xx reply: not accepted, so one more try cannot duplicate the mail. A lost connection is left to the caller: the
// mail may have arrived. So is 421: smtp.SendMail returns it for QUIT too, behind a mail that was accepted.
func isTemporary(err error) bool {
	var reply *textproto.Error
	return errors.As(err, &reply) && reply.Code >= 400 && reply.Code < 500 && reply.Code != 421
}
`,
);
