import 'reflect-metadata';
import { AuditLog } from '../src/audit/audit-log.js';

/** Loaded before the program by `bench:audit`: the same program, but that it records nothing. */
AuditLog.prototype.record = () => Promise.resolve();
