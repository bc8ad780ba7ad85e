// Sends each mail in a goroutine of its own by net/smtp and logs by the log package: port, log file, subjects.
package main

import (
	"fmt"
	"log"
	"net/smtp"
	"os"
	"strings"
	"sync"
)

func main() {
	file, err := os.Create(os.Args[2])
	if err != nil {
		panic(err)
	}
	log.SetOutput(file)
	log.SetFlags(log.LstdFlags | log.LUTC)
	var all sync.WaitGroup
	for _, subject := range os.Args[3:] {
		all.Add(1)
		go func(subject string) {
			defer all.Done()
			to := strings.ReplaceAll(subject, " ", "-") + "@example.com"
			text := fmt.Sprintf("Subject: %s\r\nTo: %s\r\n\r\nx\r\n", subject, to)
			if err := smtp.SendMail("127.0.0.1:"+os.Args[1], nil, "noreply@example.com", []string{to}, []byte(text)); err != nil {
				log.Printf("ERROR: failed to send mail %q to %s: %v", subject, to, err)
				return
			}
			log.Printf("INFO: mail %q sent to %s", subject, to)
		}(subject)
	}
	all.Wait()
}
