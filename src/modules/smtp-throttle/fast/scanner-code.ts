// Written by scripts/assemble-scanner.mjs, which says what it does.

/** WebAssembly, 300 bytes. */
export const scannerCode =
  'AGFzbQEAAAABCgFgBX9/f39/AX8DAgEABQMBAEAHEQIGbWVtb3J5AgAEc2NhbgAACvkBAfYBAgR/BHtBCv0PIQpB8wD9DyELQT39DyEMAkADQCAAIAFPDQEgAP0AAAAhCSAJIAr9I/1kIQUgCSAL/SMgAP0AAAYgDP0j/U79ZCEGIAYEQANAIAZoIQcgACAHaikAAEL//////////wCDQvPohaPX7tweUQRAIAVBASAHdEEBa3EhCCACIAAgB2o2AgAgAiAAQSBqIAhnayAEIAgbNgIEIAIgAyAIaWo2AgggAkEMaiECCyAGIAZBAWtxIQYgBg0ACwsgBQRAIABBIGogBWdrIQQgAyAFaWohAwsgAEEQaiEADAALCyACIAM2AgAgAiAENgIEIAIL';

/** Bytes of its memory. */
export const scannerMemory = 4194304;
