/** What is used of clipper2-wasm, whose own types name no way to load it. */
declare module 'clipper2-wasm' {
  interface ClipperModule {
    PathD: new () => { assign(triples: Float64Array): void };
    PathsD: new () => { push_back(path: object): void };
    FillRule: { NonZero: object };
    UnionSelfD(paths: object, rule: object, decimals: number): { delete(): void };
    AreaPathsD(paths: object): number;
  }
  export default function load(): Promise<ClipperModule>;
}
