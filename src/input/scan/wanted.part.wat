;; Whether an event can be wanted, by its id and its bytes.

;; What the number in [from, to) is in the table of ids; 1 for ten digits and more: the reader decides.
(func $class (param $from i32) (param $to i32) (result i32)
  (local $id i32) (local $digit i32)
  (if (i32.gt_u (i32.sub (i32.sub (local.get $to) (local.get $from)) (i32.const 1)) (i32.const 8))
    (then (return (i32.const 1))))
  (loop $each
    (local.set $digit (i32.sub (i32.load8_u (local.get $from)) (i32.const 48)))
    (if (i32.gt_u (local.get $digit) (i32.const 9)) (then (return (i32.const 1))))
    (local.set $id (i32.add (i32.mul (local.get $id) (i32.const 10)) (local.get $digit)))
    (local.set $from (i32.add (local.get $from) (i32.const 1)))
    (br_if $each (i32.lt_u (local.get $from) (local.get $to))))
  ;; The upper half holds qualifiers.
  (i32.load8_u (i32.add (global.get $wanted) (i32.and (local.get $id) (i32.const 0xffff)))))

;; Whether a word begins there.
(func $wordAt (param $at i32) (result i32)
  (local $word i32) (local $i i32)
  (local.set $word (i32.const 0x120040))
  (loop $each
    (if (i32.eqz (i32.load8_u (local.get $word))) (then (return (i32.const 0))))
    (local.set $i (i32.const 0))
    (block $other
      (loop $byte
        (br_if $other
          (i32.ne
            (i32.load8_u (i32.add (local.get $at) (local.get $i)))
            (i32.load8_u offset=1 (i32.add (local.get $word) (local.get $i)))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $byte (i32.lt_u (local.get $i) (i32.load8_u (local.get $word)))))
      (return (i32.const 1)))
    (local.set $word (i32.add (local.get $word) (i32.const 32)))
    (br $each))
  (i32.const 0))

;; Whether a word begins in [at, end): the nibbles of two bytes choose where to look (Teddy, of Hyperscan).
(func $mentions (param $at i32) (param $end i32) (result i32)
  (local $one v128) (local $two v128) (local $low v128) (local $found i32)
  (local.set $low (i8x16.splat (i32.const 15)))
  (loop $step
    (local.set $one (v128.load align=1 (local.get $at)))
    (local.set $two (v128.load offset=1 align=1 (local.get $at)))
    (local.set $found
      (i8x16.bitmask
        (i8x16.ne
          (v128.and
            (v128.and
              (i8x16.swizzle (v128.load (i32.const 0x120000)) (v128.and (local.get $one) (local.get $low)))
              (i8x16.swizzle (v128.load (i32.const 0x120010)) (i8x16.shr_u (local.get $one) (i32.const 4))))
            (v128.and
              (i8x16.swizzle (v128.load (i32.const 0x120020)) (v128.and (local.get $two) (local.get $low)))
              (i8x16.swizzle (v128.load (i32.const 0x120030)) (i8x16.shr_u (local.get $two) (i32.const 4)))))
          (v128.const i64x2 0 0))))
    (block $none
      (loop $each
        (br_if $none (i32.eqz (local.get $found)))
        (if (call $wordAt (i32.add (local.get $at) (i32.ctz (local.get $found)))) (then (return (i32.const 1))))
        (local.set $found (i32.and (local.get $found) (i32.sub (local.get $found) (i32.const 1))))
        (br $each)))
    (local.set $at (i32.add (local.get $at) (i32.const 16)))
    (br_if $step (i32.lt_u (local.get $at) (local.get $end))))
  (i32.const 0))

;; Whether an element has a provider as it is usually written: `<Provider Name='WAS'`, without escapes.
(func $provided (param $at i32) (param $end i32) (result i32)
  (local $quote i32)
  (loop $tag
    (local.set $at (call $until (local.get $at) (local.get $end) (i32.const 60) (i32.const 60)))
    (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const 0))))
    (local.set $at (i32.add (local.get $at) (i32.const 1)))
    ;; `Provider`, ` Name=`
    (br_if $tag (i64.ne (i64.load align=1 (local.get $at)) (i64.const 0x72656469766f7250)))
    (br_if $tag
      (i64.ne
        (i64.and (i64.load offset=8 align=1 (local.get $at)) (i64.const 0xffffffffffff))
        (i64.const 0x3d656d614e20))))
  (local.set $quote (i32.load8_u offset=14 (local.get $at)))
  (if (i32.and (i32.ne (local.get $quote) (i32.const 34)) (i32.ne (local.get $quote) (i32.const 39)))
    (then (return (i32.const 0))))
  (local.set $at (i32.add (local.get $at) (i32.const 15)))
  (if (i32.eq (i32.load8_u (local.get $at)) (local.get $quote)) (then (return (i32.const 0))))
  (i32.eq
    (i32.load8_u (call $until (local.get $at) (local.get $end) (local.get $quote) (i32.const 38)))
    (local.get $quote)))

;; Whether a cell has text, and no quotes in it.
(func $filled (param $from i32) (param $to i32) (result i32)
  (if (i32.eq (i32.load8_u (local.get $from)) (i32.const 34))
    (then
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (local.set $to (i32.sub (local.get $to) (i32.const 1)))))
  (i32.and
    (i32.and
      (i32.lt_u (local.get $from) (local.get $to))
      (i32.gt_u (i32.load8_u (local.get $from)) (i32.const 32)))
    (i32.ge_u (call $until (local.get $from) (local.get $to) (i32.const 34) (i32.const 34)) (local.get $to))))
