;; Finds `status=` in a mail log, 32 bytes a step, and counts lines on the way.
;; `node scripts/assemble.mjs` writes scanner-code.ts from it.
(module
  (memory (export "memory") 64)

  ;; Looks through memory[at, end) and writes for each hit three i32 to `out`: its position, where its
  ;; line begins, how many lines end before it. `lines` and `start` are both as of `at`; as of `end` they
  ;; are written behind the last hit. Returns where that is. Reads up to 38 bytes behind `end`.
  (func (export "scan")
    (param $at i32) (param $end i32) (param $out i32) (param $lines i32) (param $start i32) (result i32)
    ;; A bit for each of the 32 bytes at `at`: that end a line, that may begin a hit.
    (local $ends i32) (local $hits i32)
    (local $index i32) (local $before i32)
    ;; Constants stay in registers: engines do not move them out of loops.
    (local $feeds v128) (local $firsts v128) (local $lasts v128)
    (local.set $feeds (i8x16.splat (i32.const 10)))
    (local.set $firsts (i8x16.splat (i32.const 115))) ;; s
    (local.set $lasts (i8x16.splat (i32.const 61))) ;; =

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

        (if (local.get $hits)
          (then
            (loop $each
              (local.set $index (i32.ctz (local.get $hits)))
              ;; Seven bytes of eight are `status=`.
              (if
                (i64.eq
                  (i64.and
                    (i64.load align=1 (i32.add (local.get $at) (local.get $index)))
                    (i64.const 0xffffffffffffff))
                  (i64.const 0x3d737574617473))
                (then
                  ;; The line ends among the bytes before the hit.
                  (local.set $before
                    (i32.and
                      (local.get $ends)
                      (i32.sub (i32.shl (i32.const 1) (local.get $index)) (i32.const 1))))
                  (i32.store (local.get $out) (i32.add (local.get $at) (local.get $index)))
                  (i32.store offset=4
                    (local.get $out)
                    (select
                      (i32.sub (i32.add (local.get $at) (i32.const 32)) (i32.clz (local.get $before)))
                      (local.get $start)
                      (local.get $before)))
                  (i32.store offset=8
                    (local.get $out)
                    (i32.add (local.get $lines) (i32.popcnt (local.get $before))))
                  (local.set $out (i32.add (local.get $out) (i32.const 12)))))
              (local.set $hits (i32.and (local.get $hits) (i32.sub (local.get $hits) (i32.const 1))))
              (br_if $each (local.get $hits)))))

        ;; Without a branch: whether a line ends within 32 bytes cannot be foreseen.
        (local.set $start
          (select
            (i32.sub (i32.add (local.get $at) (i32.const 32)) (i32.clz (local.get $ends)))
            (local.get $start)
            (local.get $ends)))
        (local.set $lines (i32.add (local.get $lines) (i32.popcnt (local.get $ends))))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (br $step)))

    (i32.store (local.get $out) (local.get $lines))
    (i32.store offset=4 (local.get $out) (local.get $start))
    (local.get $out)))
