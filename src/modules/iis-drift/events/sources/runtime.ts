import { by, eventRows } from '../row.ts';

/** A worker process, or a program that died of an exception as an application out of process does. */
const words = ['w3wp', 'W3WP', 'e0434', 'E0434', 'iisexpress'];

/**
 * The name of a program, its version and time stamp in whatever language: `Faulting application name: w3wp.exe, version:
 * 10.0.17763.1, time stamp: 0xcfdb13d8`, `Toepassingsnaam met fout: …`, `障害が発生しているアプリケーション名: …`.
 */
export const faultingProgram =
  /^[^\n:：]{3,70}?\s?[:：]\s{0,3}(?<program>[\w.+ -]{1,80}\.exe)\s?[,，、]\s?[^\n:：]{2,20}\s?[:：]\s?\d+\.\d+[\d.]*\s?[,，、]\s?[^\n:：]{2,40}[:：]\s?(?:0x)?[0-9a-f]{8}\b/im;

/** Programs that crash: Application log, about any program. */
export const runtime = eventRows([
  {
    id: 'application-error-1000',
    kind: 'fault',
    logged: [by('APPLICATION ERROR', 1000), by('WINDOWS ERROR REPORTING', 1001)],
    matches: faultingProgram,
    samples: [
      'Faulting application name: w3wp.exe, version: 10.0.17763.1, time stamp: 0xcfdb13d8',
      'Name der fehlerhaften Anwendung: w3wp.exe, Version: 10.0.17763.1, Zeitstempel: 0xcfdb13d8',
      'Nom de l’application défaillante : w3wp.exe, version : 10.0.17763.1, horodatage : 0xcfdb13d8',
      'Имя сбойного приложения: w3wp.exe, версия: 10.0.17763.1, метка времени: 0xcfdb13d8',
      '障害が発生しているアプリケーション名: w3wp.exe、バージョン: 10.0.17763.1、タイム スタンプ: 0xcfdb13d8',
      '错误应用程序名称: w3wp.exe，版本: 10.0.17763.1，时间戳: 0xcfdb13d8',
    ],
    words,
    source: 'Application Error 1000 as Windows 7 to Server 2025 log it, with the labels of their languages',
  },
  {
    id: 'application-error-1000-nt5',
    kind: 'fault',
    logged: [by('APPLICATION ERROR', 1004), by('.NET RUNTIME 2.0 ERROR REPORTING', 1000, 5000)],
    matches: /^(?:Faulting application|EventType clr20r3, P1) (?<program>[\w.-]{1,80}\.exe), (?:version |P2 )/i,
    samples: [
      'Faulting application w3wp.exe, version 6.0.3790.3959, stamp 45d6968e, faulting module kernel32.dll, version 5.2.3790.4062, stamp 46264680, debug? 0, fault address 0x0000bee7.',
      'EventType clr20r3, P1 w3wp.exe, P2 6.0.3790.3959, P3 45d6968e, P4 shop.data, P5 1.0.0.0, P6 4d8b9b0c, P7 5a, P8 1f, P9 system.stackoverflowexception, P10 NIL.',
    ],
    words,
    source: 'Application Error and .NET Runtime 2.0 Error Reporting as Server 2003 and 2008 log them',
  },
  {
    id: 'error-reporting-1001',
    kind: 'fault',
    logged: [],
    matches:
      /Event Name: (?:APPCRASH|BEX(?:64)?|CLR20r3|AppHangB1|CriticalBreak)\b.{1,400}?\bP1: (?<program>[\w.-]{1,80}\.exe)/i,
    samples: [
      'Fault bucket , type 0\nEvent Name: APPCRASH\nResponse: Not available\nCab Id: 0\n\nProblem signature:\nP1: w3wp.exe\nP2: 10.0.17763.1\nP3: cfdb13d8\nP4: ntdll.dll\nP5: 10.0.17763.1\nP6: 5c89e9e2\nP7: c0000374\nP8: 00000000000f8a9',
    ],
    words,
    source: 'Windows Error Reporting 1001',
  },
  {
    id: 'dotnet-1026',
    kind: 'fault',
    logged: [by('.NET RUNTIME', 1023, 1025, 1026)],
    matches: /^Application: (?<program>[\w.-]{1,80}\.exe) (?:Framework Version|CoreCLR Version|\.NET Version):? /i,
    samples: [
      'Application: w3wp.exe\nFramework Version: v4.0.30319\nDescription: The process was terminated due to an unhandled exception.\nException Info: System.AccessViolationException',
      'Application: w3wp.exe\nCoreCLR Version: 8.0.424.16909\n.NET Version: 8.0.4\nDescription: The application requested process termination through System.Environment.FailFast.',
    ],
    words,
    source: 'dotnet/runtime, eventreporter.cpp',
  },
]);
