// As plain.go, through the recommended code: port, log file, subjects. Compiled in a module with it.
package main

import (
	"fmt"
	"log"
	"net/smtp"
	"os"
	"strings"
	"sync"

	"batch/cappedmailer"
)

func main() {
	file, err := os.Create(os.Args[2])
	if err != nil {
		panic(err)
	}
	log.SetOutput(file)
	mailer := cappedmailer.New(func(to []string, message []byte) error {
		return smtp.SendMail("127.0.0.1:"+os.Args[1], nil, "noreply@example.com", to, message)
	})
	var all sync.WaitGroup
	for _, subject := range os.Args[3:] {
		all.Add(1)
		go func(subject string) {
			defer all.Done()
			to := strings.ReplaceAll(subject, " ", "-") + "@example.com"
			text := fmt.Sprintf("Subject: %s\r\nTo: %s\r\n\r\nx\r\n", subject, to)
			if err := mailer.Send([]string{to}, []byte(text)); err != nil {
				log.Printf("ERROR: failed to send mail %q to %s: %v", subject, to, err)
			}
		}(subject)
	}
	all.Wait()
}
