// Written by scripts/assemble-scanner.mjs, which says what it does.

/** WebAssembly, 288 bytes. */
export const scannerCode =
  'AGFzbQEAAAABCgFgBX9/f39/AX8DAgEABQMBAEAHEQIGbWVtb3J5AgAEc2NhbgAACu0BAeoBAgR/AXsCQANAIAAgAU8NASAA/QAAACEJIAlBCv0P/SP9ZCEFIAlB8wD9D/0jIAD9AAAGQT39D/0j/U79ZCEGIAYEQANAIAZoIQcgACAHaikAAEL//////////wCDQvPohaPX7tweUQRAIAVBASAHdEEBa3EhCCACIAAgB2o2AgAgAiAAQSBqIAhnayAEIAgbNgIEIAIgAyAIaWo2AgggAkEMaiECCyAGIAZBAWtxIQYgBg0ACwsgBQRAIABBIGogBWdrIQQgAyAFaWohAwsgAEEQaiEADAALCyACIAM2AgAgAiAENgIEIAIL';

/** Bytes of its memory. */
export const scannerMemory = 4194304;
