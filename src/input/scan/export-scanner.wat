;; Passes over the events of an export of a Windows event log whose ids nobody wants: elements of XML, rows of a table.
;; What it is not sure of it leaves to the readers. `node scripts/assemble.mjs` writes export-scanner-code.ts from it.
;;
;; Memory: the bytes of a block from 0 on, 64 zeros behind them; from 0x110000 on a byte for each id: 0 where it is not
;; wanted, 2 where it is only with a word. From 0x120000 on four tables of 16 bytes, by the nibbles of the first two
;; bytes of words, and the words: 32 bytes each, the first says how long it is, 0 ends them.
(module
  (memory (export "memory") 19)
  (global $wanted i32 (i32.const 0x110000))
  ;; How many lines ended in what was passed over last.
  (global $lines (export "lines") (mut i32) (i32.const 0))

  ;; Where the first of two bytes is before `end`; `end` or more where neither is.
  (func $until (param $at i32) (param $end i32) (param $one i32) (param $other i32) (result i32)
    (local $found i32) (local $ones v128) (local $others v128)
    (local.set $ones (i8x16.splat (local.get $one)))
    (local.set $others (i8x16.splat (local.get $other)))
    (loop $step
      (local.set $found
        (i8x16.bitmask
          (v128.or
            (i8x16.eq (v128.load align=1 (local.get $at)) (local.get $ones))
            (i8x16.eq (v128.load align=1 (local.get $at)) (local.get $others)))))
      (if (local.get $found) (then (return (i32.add (local.get $at) (i32.ctz (local.get $found))))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $step (i32.lt_u (local.get $at) (local.get $end))))
    (local.get $end))

  ;; How many lines end in [at, end).
  (func $feeds (param $at i32) (param $end i32) (result i32)
    (local $count i32)
    (loop $step
      (local.set $at (call $until (local.get $at) (local.get $end) (i32.const 10) (i32.const 10)))
      (if (i32.lt_u (local.get $at) (local.get $end))
        (then
          (local.set $count (i32.add (local.get $count) (i32.const 1)))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $step))))
    (local.get $count))

  ;; include wanted.part.wat

  ;; Where the last of the digits before `to` begins.
  (func $digits (param $to i32) (result i32)
    (loop $each
      (local.set $to (i32.sub (local.get $to) (i32.const 1)))
      (br_if $each (i32.le_u (i32.sub (i32.load8_u (local.get $to)) (i32.const 48)) (i32.const 9))))
    (i32.add (local.get $to) (i32.const 1)))

  ;; Passes over `<Event>…</Event>` from `at` on, each with one id, nothing but white space around them. Returns where
  ;; what is left begins.
  (func (export "events") (param $at i32) (param $end i32) (result i32)
    (local $from i32) (local $ids i32) (local $id i32) (local $slashes v128) (local $letters v128) (local $hits i32)
    (local $pos i32)
    (local.set $slashes (i8x16.splat (i32.const 47)))
    (local.set $letters (i8x16.splat (i32.const 69)))
    (global.set $lines (i32.const 0))
    (loop $event
      (local.set $from (local.get $at))
      (block $begins
        (loop $white
          (br_if $begins (i32.gt_u (i32.load8_u (local.get $at)) (i32.const 32)))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br_if $white (i32.lt_u (local.get $at) (local.get $end))))
        (return (local.get $from)))
      ;; `<Event`, then `>` or a blank.
      (if
        (i64.ne
          (i64.and (i64.load align=1 (local.get $at)) (i64.const 0xffffffffffff))
          (i64.const 0x746e6576453c))
        (then (return (local.get $from))))
      (if
        (i32.and
          (i32.ne (i32.load8_u offset=6 (local.get $at)) (i32.const 62))
          (i32.ne (i32.load8_u offset=6 (local.get $at)) (i32.const 32)))
        (then (return (local.get $from))))
      (local.set $ids (i32.const 0))
      (block $ended
        (loop $step
          ;; `/E`
          (local.set $hits
            (i8x16.bitmask
              (v128.and
                (i8x16.eq (v128.load align=1 (local.get $at)) (local.get $slashes))
                (i8x16.eq (v128.load offset=1 align=1 (local.get $at)) (local.get $letters)))))
          (block $none
            (loop $each
              (br_if $none (i32.eqz (local.get $hits)))
              (local.set $pos (i32.add (local.get $at) (i32.ctz (local.get $hits))))
              (local.set $hits (i32.and (local.get $hits) (i32.sub (local.get $hits) (i32.const 1))))
              (br_if $each (i32.ne (i32.load8_u (i32.sub (local.get $pos) (i32.const 1))) (i32.const 60)))
              ;; `/EventID>`
              (if
                (i32.and
                  (i64.eq (i64.load align=1 (local.get $pos)) (i64.const 0x4449746e6576452f))
                  (i32.eq (i32.load8_u offset=8 (local.get $pos)) (i32.const 62)))
                (then
                  (local.set $ids (i32.add (local.get $ids) (i32.const 1)))
                  (local.set $id (i32.sub (local.get $pos) (i32.const 1)))))
              ;; `/Event>`
              (br_if $each
                (i64.ne
                  (i64.and (i64.load align=1 (local.get $pos)) (i64.const 0xffffffffffffff))
                  (i64.const 0x3e746e6576452f)))
              (local.set $at (i32.add (local.get $pos) (i32.const 7)))
              (br $ended)))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $step (i32.lt_u (local.get $at) (local.get $end))))
        (return (local.get $from)))
      (if (i32.ne (local.get $ids) (i32.const 1)) (then (return (local.get $from))))
      (local.set $pos (call $digits (local.get $id)))
      (if (i32.ne (i32.load8_u (i32.sub (local.get $pos) (i32.const 1))) (i32.const 62))
        (then (return (local.get $from))))
      (local.set $id (call $class (local.get $pos) (local.get $id)))
      (if (i32.eq (local.get $id) (i32.const 1)) (then (return (local.get $from))))
      (if (local.get $id)
        (then
          (if (i32.eqz (call $provided (local.get $from) (local.get $at))) (then (return (local.get $from))))
          (if (call $mentions (local.get $from) (local.get $at)) (then (return (local.get $from))))))
      (global.set $lines (i32.add (global.get $lines) (call $feeds (local.get $from) (local.get $at))))
      (br_if $event (i32.lt_u (local.get $at) (local.get $end))))
    (local.get $at))

  ;; Passes over rows of a table from `at` on (RFC 4180). `last` is the column that only the end of its line ends,
  ;; `named` how many cells a row has at least, those with the id and the provider among them. Returns where what is left begins.
  (func (export "rows")
    (param $at i32) (param $end i32)
    (param $delimiter i32) (param $idColumn i32) (param $providerColumn i32) (param $last i32) (param $named i32)
    (result i32)
    (local $row i32) (local $rowLines i32) (local $cell i32) (local $stop i32) (local $from i32) (local $to i32)
    (local $class i32) (local $provided i32)
    (global.set $lines (i32.const 0))
    (loop $next
      (local.set $row (local.get $at))
      (local.set $rowLines (i32.const 1))
      (local.set $cell (i32.const 0))
      (local.set $to (i32.const 0))
      (local.set $from (i32.const 0))
      (local.set $provided (i32.const 0))
      (block $read
        (loop $each
          (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 34))
            (then
              ;; A quote that is doubled is no end.
              (local.set $stop (local.get $at))
              (loop $quote
                (local.set $stop
                  (call $until
                    (i32.add (local.get $stop) (i32.const 1)) (local.get $end) (i32.const 34) (i32.const 34)))
                (if (i32.ge_u (local.get $stop) (local.get $end)) (then (return (local.get $row))))
                (local.set $stop (i32.add (local.get $stop) (i32.const 1)))
                (br_if $quote (i32.eq (i32.load8_u (local.get $stop)) (i32.const 34)))
                (local.set $stop (i32.sub (local.get $stop) (i32.const 1))))
              (local.set $rowLines
                (i32.add (local.get $rowLines) (call $feeds (local.get $at) (local.get $stop))))
              (local.set $stop
                (call $until
                  (i32.add (local.get $stop) (i32.const 1)) (local.get $end) (local.get $delimiter) (i32.const 10))))
            (else
              (local.set $stop
                (call $until
                  (local.get $at) (local.get $end)
                  (select (i32.const 10) (local.get $delimiter) (i32.ge_u (local.get $cell) (local.get $last)))
                  (i32.const 10)))))
          (if (i32.ge_u (local.get $stop) (local.get $end)) (then (return (local.get $row))))
          (if (i32.eq (local.get $cell) (local.get $idColumn))
            (then
              (local.set $from (local.get $at))
              (local.set $to (local.get $stop))
              (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 34))
                (then
                  (local.set $from (i32.add (local.get $from) (i32.const 1)))
                  (local.set $to (i32.sub (local.get $to) (i32.const 1)))))))
          (if (i32.eq (local.get $cell) (local.get $providerColumn))
            (then (local.set $provided (call $filled (local.get $at) (local.get $stop)))))
          (local.set $cell (i32.add (local.get $cell) (i32.const 1)))
          (local.set $at (i32.add (local.get $stop) (i32.const 1)))
          (br_if $read (i32.eq (i32.load8_u (local.get $stop)) (i32.const 10)))
          (br_if $each (i32.lt_u (local.get $cell) (local.get $named)))
          ;; Nobody asks for more: without a quote the row ends with its line.
          (local.set $stop (call $until (local.get $at) (local.get $end) (i32.const 10) (i32.const 34)))
          (if (i32.ge_u (local.get $stop) (local.get $end)) (then (return (local.get $row))))
          (br_if $each (i32.eq (i32.load8_u (local.get $stop)) (i32.const 34)))
          (local.set $at (i32.add (local.get $stop) (i32.const 1)))))
      (if (i32.lt_u (local.get $cell) (local.get $named)) (then (return (local.get $row))))
      (local.set $class (call $class (local.get $from) (local.get $to)))
      (if (i32.eq (local.get $class) (i32.const 1)) (then (return (local.get $row))))
      (if (local.get $class)
        (then
          (if (i32.eqz (local.get $provided)) (then (return (local.get $row))))
          (if (call $mentions (local.get $row) (local.get $at)) (then (return (local.get $row))))))
      (global.set $lines (i32.add (global.get $lines) (local.get $rowLines)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
    (local.get $at)))
