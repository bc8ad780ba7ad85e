;; Looks through a mail log of Postfix, 32 bytes a step: counts lines, tells lines that are not as usual, and
;; finds deliveries (`status=`). `node scripts/assemble.mjs` writes scanner-code.ts from it.
;;
;; Memory: log bytes from 0 on, what it knows behind them, what it found last (see scanner.ts).
(module
  (memory (export "memory") 96)

  ;; 1,024 slots of 64 bytes: the length of a head ` mx1 postfix/smtp`, and from the eighth byte on the head.
  (global $heads i32 (i32.const 0xa0000))
  ;; 2^21 bits: by their last eight characters, ids of mails that failed.
  (global $failed i32 (i32.const 0xc0000))
  (global $deliveries i32 (i32.const 0x100000))
  (global $odd i32 (i32.const 0x250000))

  ;; include usual-lines.part.wat

  ;; The bit of an id that ends here.
  (func $bitOf (param $end i32) (result i32)
    (i32.wrap_i64
      (i64.shr_u
        (i64.mul (i64.load align=1 (i32.sub (local.get $end) (i32.const 8))) (i64.const 0x9e3779b97f4a7c15))
        (i64.const 43))))

  ;; The mail of this id failed.
  (func $remember (export "remember") (param $end i32)
    (local $bit i32) (local $byte i32)
    (local.set $bit (call $bitOf (local.get $end)))
    (local.set $byte (i32.add (global.get $failed) (i32.shr_u (local.get $bit) (i32.const 3))))
    (i32.store8
      (local.get $byte)
      (i32.or
        (i32.load8_u (local.get $byte))
        (i32.shl (i32.const 1) (i32.and (local.get $bit) (i32.const 7))))))

  ;; Whether the mail of this id may have failed before; no is certain.
  (func $mayHaveFailed (export "mayHaveFailed") (param $end i32) (result i32)
    (local $bit i32)
    (local.set $bit (call $bitOf (local.get $end)))
    (i32.and
      (i32.shr_u
        (i32.load8_u (i32.add (global.get $failed) (i32.shr_u (local.get $bit) (i32.const 3))))
        (i32.and (local.get $bit) (i32.const 7)))
      (i32.const 1)))

  ;; Whether two lines begin with the same second: 15 characters, of a time of digits 19.
  (func $sameSecond (param $one i32) (param $other i32) (result i32)
    (local $rest i32)
    (if (i64.ne (i64.load align=1 (local.get $one)) (i64.load align=1 (local.get $other)))
      (then (return (i32.const 0))))
    (local.set $rest
      (select (i32.const 11) (i32.const 7) (i32.lt_u (i32.load8_u (local.get $one)) (i32.const 58))))
    (i32.and
      (i64.eq (i64.load offset=7 align=1 (local.get $one)) (i64.load offset=7 align=1 (local.get $other)))
      (i64.eq
        (i64.load align=1 (i32.add (local.get $one) (local.get $rest)))
        (i64.load align=1 (i32.add (local.get $other) (local.get $rest))))))

  ;; Looks through memory[0, end), whose last byte ends a line. Of each delivery it writes five i32: where it is,
  ;; where its line begins, how many lines end before, 0, and where its id ends, 0 where the head is not known. Of each odd line three: begin, end, lines before.
  ;; Behind the last delivery it writes how many lines there are and where the odd ones end. Returns where that is.
  ;;
  ;; Asked to `fold`, it leaves out mails that were sent, have not failed before and came in the same second as one
  ;; of which it tells: that one's fourth number says how many. Mails that failed are remembered where `follow` says so.
  ;; Reads up to 64 bytes behind `end`.
  (func (export "scan") (param $end i32) (param $fold i32) (param $follow i32) (result i32)
    (local $at i32) (local $out i32) (local $odd i32) (local $lines i32) (local $start i32)
    ;; A bit for each of the 32 bytes at `at`: that end a line, that may begin a delivery, either.
    (local $ends i32) (local $hits i32) (local $bits i32)
    (local $pos i32)
    ;; The delivery of the line or -1, where its id ends, the one told of in whose second others are folded.
    (local $hit i32) (local $word i32) (local $told i32)
    ;; Constants stay in registers: engines do not move them out of loops.
    (local $feeds v128) (local $firsts v128) (local $lasts v128)
    (local.set $feeds (i8x16.splat (i32.const 10)))
    (local.set $firsts (i8x16.splat (i32.const 115))) ;; s
    (local.set $lasts (i8x16.splat (i32.const 61))) ;; =
    (local.set $hit (i32.const -1))
    (local.set $out (global.get $deliveries))
    (local.set $odd (global.get $odd))

    (block $done
      (loop $step
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))

        (local.set $ends
          (i32.or
            (i8x16.bitmask (i8x16.eq (v128.load align=1 (local.get $at)) (local.get $feeds)))
            (i32.shl
              (i8x16.bitmask (i8x16.eq (v128.load offset=16 align=1 (local.get $at)) (local.get $feeds)))
              (i32.const 16))))

        ;; An `s`, and six bytes behind it a `=`.
        (local.set $hits
          (i32.or
            (i8x16.bitmask
              (v128.and
                (i8x16.eq (v128.load align=1 (local.get $at)) (local.get $firsts))
                (i8x16.eq (v128.load offset=6 align=1 (local.get $at)) (local.get $lasts))))
            (i32.shl
              (i8x16.bitmask
                (v128.and
                  (i8x16.eq (v128.load offset=16 align=1 (local.get $at)) (local.get $firsts))
                  (i8x16.eq (v128.load offset=22 align=1 (local.get $at)) (local.get $lasts))))
              (i32.const 16))))

        (local.set $bits (i32.or (local.get $ends) (local.get $hits)))
        (block $read
          (loop $each
            (br_if $read (i32.eqz (local.get $bits)))
            (local.set $pos (i32.add (local.get $at) (i32.ctz (local.get $bits))))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))

            (if (i32.ne (i32.load8_u (local.get $pos)) (i32.const 10))
              (then
                ;; A reply may quote a delivery; the first on a line is the agent's. Seven bytes of eight are `status=`.
                (if
                  (i32.and
                    (i32.eq (local.get $hit) (i32.const -1))
                    (i64.eq
                      (i64.and (i64.load align=1 (local.get $pos)) (i64.const 0xffffffffffffff))
                      (i64.const 0x3d737574617473)))
                  (then (local.set $hit (local.get $pos))))
                (br $each)))

            (if (i32.gt_u (local.get $pos) (local.get $start))
              (then
                (local.set $word (call $usual (local.get $start) (local.get $pos)))
                (if (i32.eqz (local.get $word))
                  (then
                    (i32.store (local.get $odd) (local.get $start))
                    (i32.store offset=4 (local.get $odd) (local.get $pos))
                    (i32.store offset=8 (local.get $odd) (local.get $lines))
                    (local.set $odd (i32.add (local.get $odd) (i32.const 12)))))))

            (block $folded
              (br_if $folded (i32.eq (local.get $hit) (i32.const -1)))
              ;; `: to=` behind the id.
              (if (local.get $word)
                (then
                  (if
                    (i32.or
                      (i32.ne (i32.load8_u (local.get $word)) (i32.const 58))
                      (i32.ne (i32.load offset=1 align=1 (local.get $word)) (i32.const 0x3d6f7420)))
                    (then (local.set $word (i32.const 0))))))
              ;; `, status=sent `; before the first two bytes is nothing.
              (if
                (i32.and
                  (i32.and
                    (i32.eq (i32.load offset=7 align=1 (local.get $hit)) (i32.const 0x746e6573))
                    (i32.eq (i32.load8_u offset=11 (local.get $hit)) (i32.const 32)))
                  (i32.eq (i32.load8_u
                      (i32.sub (local.get $hit) (i32.shl (i32.gt_u (local.get $hit) (i32.const 1)) (i32.const 1)))) (i32.const 44)))
                (then
                  (if (i32.and (local.get $fold) (i32.ne (local.get $word) (i32.const 0)))
                    (then
                      (if (i32.eqz (call $mayHaveFailed (local.get $word)))
                        (then
                          (if (local.get $told)
                            (then
                              (if
                                (call $sameSecond (i32.load offset=4 (local.get $told)) (local.get $start))
                                (then
                                  (i32.store offset=12
                                    (local.get $told)
                                    (i32.add (i32.load offset=12 (local.get $told)) (i32.const 1)))
                                  (br $folded)))))
                          (local.set $told (local.get $out)))))))
                (else
                  (if (local.get $follow)
                    (then
                      (if (local.get $word)
                        (then (call $remember (local.get $word)))
                        ;; The mail is not known: any behind it may be the same.
                        (else (local.set $fold (i32.const 0))))))))
              (i32.store (local.get $out) (local.get $hit))
              (i32.store offset=4 (local.get $out) (local.get $start))
              (i32.store offset=8 (local.get $out) (local.get $lines))
              (i32.store offset=12 (local.get $out) (i32.const 0))
              (i32.store offset=16 (local.get $out) (local.get $word))
              (local.set $out (i32.add (local.get $out) (i32.const 20))))

            (local.set $hit (i32.const -1))
            (local.set $word (i32.const 0))
            (local.set $lines (i32.add (local.get $lines) (i32.const 1)))
            (local.set $start (i32.add (local.get $pos) (i32.const 1)))
            (br $each)))

        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (br $step)))

    (i32.store (local.get $out) (local.get $lines))
    (i32.store offset=4 (local.get $out) (local.get $odd))
    (local.get $out)))
