import { Failure } from '../../domain/failure';
import { text, type Text } from '../../domain/text';

/** The browser's `fetch`, or one of a test. */
export type Fetch = (
  url: string,
  init: { signal: AbortSignal; headers: Record<string, string>; credentials: 'omit' },
) => Promise<Response>;

/** How a service is asked. */
export interface Asking {
  fetch: Fetch;
  /** Ends the question; what it throws then is no failure. */
  signal?: AbortSignal | undefined;
  timeoutMilliseconds?: number;
  /** An answer may not be larger. */
  maxBytes?: number;
  headers?: Record<string, string>;
  /** Whether an answer that there is nothing here (204, 404, 410) is one, and no failure. */
  absent?: boolean;
  /** The key of the service, which no sentence may say again. */
  key?: string | null;
}

export interface Answer {
  bytes: Uint8Array<ArrayBuffer>;
  /** Media type without parameters, lower case. */
  mime: string;
  status: number;
}

/** Statuses that say that there is nothing at the address. */
export const isAbsent = (status: number): boolean =>
  status === 204 || status === 404 || status === 410;

/** A question that was called off by the person or by a newer one. */
const isStopped = (signal: AbortSignal | undefined) => signal?.aborted === true;

/**
 * Asks a service and reads its answer to the end, within a time and a size.
 * @throws Failure with one sentence when there is no answer, or one that says no; the person's key is never in it
 * @throws DOMException named AbortError when `signal` ended it
 */
export async function ask(url: string, asking: Asking): Promise<Answer> {
  const { fetch, signal, timeoutMilliseconds = 20_000, maxBytes = 50_000_000 } = asking;
  const { host } = new URL(url);
  const ended = new AbortController();
  const seconds = Math.round(timeoutMilliseconds / 1000);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    ended.abort();
  }, timeoutMilliseconds);
  const stop = () => ended.abort();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    signal?.throwIfAborted();
    const response = await fetch(url, {
      signal: ended.signal,
      headers: asking.headers ?? {},
      credentials: 'omit',
    });
    const bytes = await read(response, maxBytes, host);
    const mime = (response.headers.get('content-type') ?? '')
      .split(';', 1)[0]!
      .trim()
      .toLowerCase();
    const answer = { bytes, mime, status: response.status };
    if (!response.ok && !(asking.absent && isAbsent(response.status)))
      throw refused(host, answer, asking.key ?? null);
    return answer;
  } catch (cause) {
    if (cause instanceof Failure || isStopped(signal)) throw cause;
    throw late ? tooLate(host, seconds) : unreachable(host, cause);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

async function read(response: Response, maxBytes: number, host: string) {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) break;
    length += part.value.length;
    if (length > maxBytes) {
      await reader?.cancel();
      const megabytes = Math.round(maxBytes / 1e6);
      throw new Failure(
        text(
          `${host} 的一次应答超过 ${megabytes} MB，已停止读取；请选小一些的图层。`,
          `One answer of ${host} is larger than ${megabytes} MB and was left; choose a smaller layer.`,
        ),
      );
    }
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

const tooLate = (host: string, seconds: number) =>
  new Failure(
    text(
      `${host} 在 ${seconds} 秒内没有答完；请检查网络，或稍后重试。`,
      `${host} did not answer within ${seconds} seconds; check the network, or try again later.`,
    ),
  );

const unreachable = (host: string, cause: unknown) =>
  new Failure(
    text(
      `没有读到 ${host} 的应答：地址不通，或该服务不允许网页跨域读取（CORS）；请核对地址和网络，或请服务方开放跨域。`,
      `No answer of ${host} could be read: it cannot be reached, or it does not let web pages read it (CORS). Check address and network, or ask its operator to allow it.`,
    ),
    { cause },
  );

function refused(host: string, { status, bytes, mime }: Answer, key: string | null): Failure {
  const said = /xml|json|text\/plain/.test(mime) ? saying(bytes, key) : '';
  const zh = said ? `：${said}` : '';
  const en = said ? `: ${said}` : '';
  const sentences: Record<number, Text> = {
    401: text(`密钥缺失或无效，请核对密钥`, 'the key is missing or wrong, check it'),
    403: text(
      `密钥无效、超额或未获授权，请核对密钥`,
      'the key is wrong, used up or not allowed, check it',
    ),
    404: text('地址上没有这个服务，请核对地址', 'there is no service at this address, check it'),
    429: text('请求过多，请稍后重试', 'too many requests, try again later'),
  };
  const what =
    sentences[status] ??
    (status >= 500
      ? text('服务方出错，请稍后重试', 'the service failed, try again later')
      : text('请核对地址', 'check the address'));
  return new Failure(
    text(
      `${host} 拒绝了请求（${status}${zh}）；${what['zh-CN']}。`,
      `${host} refused the request (${status}${en}); ${what.en}.`,
    ),
  );
}

/** The beginning of what a service said in words, without tags and without the key. */
export function saying(bytes: Uint8Array, key: string | null): string {
  return withoutKey(new TextDecoder().decode(bytes.subarray(0, 4000)), key)
    .replace(/<\?[^>]*>|<!\[CDATA\[|\]\]>|<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 160);
}

/** Words of a service with its key taken out, which some repeat in what they complain of. */
export const withoutKey = (words: string, key: string | null): string =>
  key ? words.replaceAll(key, '…').replaceAll(encodeURIComponent(key), '…') : words;
