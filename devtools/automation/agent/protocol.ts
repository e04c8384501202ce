/** The shapes of requests as they arrive in the page, and how a parameter is read from them. */
import { type Bridge } from '../../simulator/phone/runtime/bridge';
import { type Node } from '../../simulator/phone/runtime/dom';

export { type Bridge, type Node };

export type Params = Record<string, unknown>;

/** Answers a request: the members of its result, or nothing. */
export type Method = (params: Params) => unknown;

export type Methods = Record<string, Method>;

/** @throws Error when it is not a text */
export function textIn(params: Params, name: string): string {
  const value = params[name];
  if (typeof value !== 'string') throw new Error(`${name} must be a string`);
  return value;
}

/** @throws Error when it is not a finite number */
export function numberIn(params: Params, name: string): number {
  const value = params[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`${name} must be a number`);
  return value;
}

/** A list; none when it is missing. @throws Error when it is anything else */
export function listIn(params: Params, name: string): unknown[] {
  const value = params[name] ?? [];
  if (!Array.isArray(value)) throw new Error(`${name} must be an array`);
  return value as unknown[];
}

/** @throws Error when it is not a plain object */
export function recordIn(params: Params, name: string): Record<string, unknown> {
  const value = params[name];
  if (!isRecord(value)) throw new Error(`${name} must be an object`);
  return value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The message of an error, or of what functions of `wx` reject with. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (isRecord(error) && typeof error.errMsg === 'string') return error.errMsg;
  return String(error);
}
