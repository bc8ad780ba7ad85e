;; Finds where words may stand in a log, and where its lines end.
;; `node scripts/assemble.mjs` writes word-scanner-code.ts from it.
(module
  ;; Two tables of 16 KiB each, a bit for each hash of four bytes: at 0x300000 and 0x304000, hashed by
  ;; 0x9e3779b1 and 0x85ebca6b (`tables` in word-blocks.ts).
  (memory (export "memory") 128)

  ;; Writes to `out` each position of memory[at, end), counted by twos from `at`, whose four bytes are in
  ;; both tables, with bit 5 of each byte set, which makes letters small. Returns the end of what it wrote.
  ;; Every position is written and the next one over it, unless it counts: a branch would be guessed wrong.
  (func (export "words") (param $at i32) (param $end i32) (param $out i32) (result i32)
    (local $gram i32) (local $hash i32) (local $first i32) (local $read i32)
    (local.set $first (local.get $out))
    (block $done
      (loop $step
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))

        (i32.store (local.get $out) (local.get $at))
        (local.set $gram (i32.or (i32.load align=1 (local.get $at)) (i32.const 0x20202020)))
        ;; Behind the position just written if the first table has the bit of the four bytes.
        (local.set $out
          (i32.add
            (i32.shl
              (i32.and
                (i32.shr_u
                  (i32.load offset=0x300000 align=1
                    (i32.and
                      (i32.shr_u
                        (local.tee $hash (i32.mul (local.get $gram) (i32.const 0x9e3779b1)))
                        (i32.const 18))
                      (i32.const 0x3ffc)))
                  (i32.shr_u (local.get $hash) (i32.const 13)))
                (i32.const 1))
              (i32.const 2))
            (local.get $out)))

        (i32.store (local.get $out) (i32.add (local.get $at) (i32.const 2)))
        (local.set $gram (i32.or (i32.load offset=2 align=1 (local.get $at)) (i32.const 0x20202020)))
        (local.set $out
          (i32.add
            (i32.shl
              (i32.and
                (i32.shr_u
                  (i32.load offset=0x300000 align=1
                    (i32.and
                      (i32.shr_u
                        (local.tee $hash (i32.mul (local.get $gram) (i32.const 0x9e3779b1)))
                        (i32.const 18))
                      (i32.const 0x3ffc)))
                  (i32.shr_u (local.get $hash) (i32.const 13)))
                (i32.const 1))
              (i32.const 2))
            (local.get $out)))

        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $step)))

    ;; Few are left for the other table: they are read from `first` on and written over themselves.
    (local.set $end (local.get $out))
    (local.set $out (local.get $first))
    (local.set $at (local.get $first))
    (block $done
      (loop $step
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (i32.store (local.get $out) (local.tee $read (i32.load (local.get $at))))
        (local.set $gram (i32.or (i32.load align=1 (local.get $read)) (i32.const 0x20202020)))
        (local.set $out
          (i32.add
            (i32.shl
              (i32.and
                (i32.shr_u
                  (i32.load offset=0x304000 align=1
                    (i32.and
                      (i32.shr_u
                        (local.tee $hash (i32.mul (local.get $gram) (i32.const 0x85ebca6b)))
                        (i32.const 18))
                      (i32.const 0x3ffc)))
                  (i32.shr_u (local.get $hash) (i32.const 13)))
                (i32.const 1))
              (i32.const 2))
            (local.get $out)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $step)))
    (local.get $out))

  ;; Writes to `out` the position of each line feed in memory[at, end), 16 bytes a step; returns the end of it.
  (func (export "lines") (param $at i32) (param $end i32) (param $out i32) (result i32)
    (local $bits i32) (local $feeds v128)
    (local.set $feeds (i8x16.splat (i32.const 10)))
    (block $done
      (loop $step
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $bits (i8x16.bitmask (i8x16.eq (v128.load align=1 (local.get $at)) (local.get $feeds))))
        (block $written
          (loop $each
            (br_if $written (i32.eqz (local.get $bits)))
            (i32.store (local.get $out) (i32.add (local.get $at) (i32.ctz (local.get $bits))))
            (local.set $out (i32.add (local.get $out) (i32.const 4)))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (br $each)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $step)))
    (local.get $out))

  ;; The same for each E in front of four capitals, as in ECONNRESET.
  (func (export "codes") (param $at i32) (param $end i32) (param $out i32) (result i32)
    (local $bits i32) (local $capitals v128) (local $count v128)
    (local.set $capitals (i8x16.splat (i32.const 65))) ;; A
    (local.set $count (i8x16.splat (i32.const 26)))
    (block $done
      (loop $step
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $bits
          (i8x16.bitmask
            (v128.and
              (v128.and
                (v128.and
                  (v128.and
                    (i8x16.eq (v128.load align=1 (local.get $at)) (i8x16.splat (i32.const 69))) ;; E
                    (i8x16.lt_u
                      (i8x16.sub (v128.load offset=1 align=1 (local.get $at)) (local.get $capitals))
                      (local.get $count)))
                  (i8x16.lt_u
                    (i8x16.sub (v128.load offset=2 align=1 (local.get $at)) (local.get $capitals))
                    (local.get $count)))
                (i8x16.lt_u
                  (i8x16.sub (v128.load offset=3 align=1 (local.get $at)) (local.get $capitals))
                  (local.get $count)))
              (i8x16.lt_u
                (i8x16.sub (v128.load offset=4 align=1 (local.get $at)) (local.get $capitals))
                (local.get $count)))))
        (block $written
          (loop $each
            (br_if $written (i32.eqz (local.get $bits)))
            (i32.store (local.get $out) (i32.add (local.get $at) (i32.ctz (local.get $bits))))
            (local.set $out (i32.add (local.get $out) (i32.const 4)))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (br $each)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $step)))
    (local.get $out)))
