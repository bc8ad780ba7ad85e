;; Lines of Postfix's daemons that just tell what is done, by their heads.

;; Where the first of two bytes is, among 64.
(func $until (param $at i32) (param $one v128) (param $other v128) (result i32)
  (local $found i32) (local $last i32)
  (local.set $last (i32.add (local.get $at) (i32.const 64)))
  (loop $step
    (local.set $found
      (i8x16.bitmask
        (v128.or
          (i8x16.eq (v128.load align=1 (local.get $at)) (local.get $one))
          (i8x16.eq (v128.load align=1 (local.get $at)) (local.get $other)))))
    (if (local.get $found) (then (return (i32.add (local.get $at) (i32.ctz (local.get $found))))))
    (local.set $at (i32.add (local.get $at) (i32.const 16)))
    (br_if $step (i32.lt_u (local.get $at) (local.get $last))))
  (local.get $at))

;; The slot of a head, which has 8 bytes or more, by its first and last eight.
(func $slot (param $from i32) (param $end i32) (result i32)
  (i32.add
    (global.get $heads)
    (i32.and
      (i32.wrap_i64
        (i64.shr_u
          (i64.mul
            (i64.xor
              (i64.mul (i64.load align=1 (local.get $from)) (i64.const 0x9e3779b97f4a7c15))
              (i64.load align=1 (i32.sub (local.get $end) (i32.const 8))))
            (i64.const 0xff51afd7ed558ccd))
          (i64.const 48)))
      (i32.const 0xffc0))))

;; From now on lines with this head are usual.
(func (export "learn") (param $from i32) (param $end i32)
  (local $slot i32)
  (local.set $slot (call $slot (local.get $from) (local.get $end)))
  (i32.store8 (local.get $slot) (i32.sub (local.get $end) (local.get $from)))
  (memory.copy
    (i32.add (local.get $slot) (i32.const 8))
    (local.get $from)
    (i32.sub (local.get $end) (local.get $from))))

;; Whether a head was learned.
(func $known (param $from i32) (param $end i32) (result i32)
  (local $slot i32) (local $length i32) (local $i i32)
  (local.set $length (i32.sub (local.get $end) (local.get $from)))
  (if (i32.or (i32.lt_u (local.get $length) (i32.const 8)) (i32.gt_u (local.get $length) (i32.const 56)))
    (then (return (i32.const 0))))
  (local.set $slot (call $slot (local.get $from) (local.get $end)))
  (if (i32.ne (i32.load8_u (local.get $slot)) (local.get $length)) (then (return (i32.const 0))))
  (local.set $slot (i32.add (local.get $slot) (i32.const 8)))
  ;; Eight bytes a step; the last step overlaps the one before.
  (loop $step
    (if
      (i64.ne
        (i64.load align=1 (i32.add (local.get $from) (local.get $i)))
        (i64.load align=1 (i32.add (local.get $slot) (local.get $i))))
      (then (return (i32.const 0))))
    (local.set $i (i32.add (local.get $i) (i32.const 8)))
    (br_if $step (i32.lt_u (i32.add (local.get $i) (i32.const 8)) (local.get $length))))
  (i64.eq
    (i64.load align=1 (i32.sub (local.get $end) (i32.const 8)))
    (i64.load align=1 (i32.sub (i32.add (local.get $slot) (local.get $length)) (i32.const 8)))))

;; Whether a word may be `warning`, `error`, `fatal` or `panic`, by its first four letters.
(func $marks (param $at i32) (result i32)
  (local $word i32)
  (local.set $word (i32.load align=1 (local.get $at)))
  (i32.or
    (i32.or
      (i32.eq (local.get $word) (i32.const 0x6e726177))
      (i32.eq (local.get $word) (i32.const 0x6f727265)))
    (i32.or
      (i32.eq (local.get $word) (i32.const 0x61746166))
      (i32.eq (local.get $word) (i32.const 0x696e6170)))))

;; Where the first word behind the head of a line ends that just tells what is done; 0 for any other line.
(func $usual (param $start i32) (param $stop i32) (result i32)
  (local $at i32) (local $bracket i32)
  (local.set $at (i32.add (local.get $start) (i32.const 15)))
  ;; A time of digits ends with a blank.
  (if (i32.lt_u (i32.load8_u (local.get $start)) (i32.const 58))
    (then
      (local.set $at
        (call $until (local.get $start) (i8x16.splat (i32.const 32)) (i8x16.splat (i32.const 32))))))
  (local.set $bracket (call $until (local.get $at) (i8x16.splat (i32.const 91)) (i8x16.splat (i32.const 10))))
  (if (i32.ge_u (local.get $bracket) (local.get $stop)) (then (return (i32.const 0))))
  (if (i32.eqz (call $known (local.get $at) (local.get $bracket))) (then (return (i32.const 0))))
  (local.set $at
    (i32.add
      (call $until (local.get $bracket) (i8x16.splat (i32.const 93)) (i8x16.splat (i32.const 10)))
      (i32.const 3)))
  (if (i32.ge_u (local.get $at) (local.get $stop)) (then (return (i32.const 0))))
  (if (call $marks (local.get $at)) (then (return (i32.const 0))))
  (local.set $at (call $until (local.get $at) (i8x16.splat (i32.const 58)) (i8x16.splat (i32.const 32))))
  (if (i32.ge_u (local.get $at) (local.get $stop)) (then (return (i32.const 0))))
  (select
    (i32.const 0)
    (local.get $at)
    (i32.and
      (i32.eq (i32.load8_u (local.get $at)) (i32.const 58))
      (call $marks (i32.add (local.get $at) (i32.const 2))))))
