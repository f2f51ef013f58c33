import { schemeIds } from '../domain/scheme';
import { text, type Text } from '../domain/text';
import { commonJsonKeys, jsonKeys } from './keys';
import type { Command } from './usage';

const source = text(
  `数据
  --pack 编号|文件夹     示例数据包（yingtu packs 列出）或含 pack.json 的文件夹
  --residents 文件       居民：GeoJSON、CSV 或 GeoTIFF（.tif）
  --count 列名           人数所在的列；不写则按列名识别
  --assign area|point    面上的居民按面积分摊，或计在面内一点
  --units 文件           统计单元（面）；不写则用居民的面
  --shelters 文件        避难场所；另有 --geohazards --reservoirs --forests --hazchem`,
  `Data
  --pack ID|FOLDER       a sample pack (yingtu packs lists them) or a folder with a pack.json
  --residents FILE       residents: GeoJSON, CSV or GeoTIFF (.tif)
  --count FIELD          the column of the count; told by its name if left out
  --assign area|point    spread residents over their area, or put them at one point inside
  --units FILE           areas that figures are given for; those of the residents if left out
  --shelters FILE        shelters; also --geohazards --reservoirs --forests --hazchem`,
);

const output = text(
  `输出
  --json                 到标准输出
  --csv 文件             保存表格（UTF-8，带 BOM）
  --geojson 文件         保存图形和计算过程
  --problems 文件        保存没有导入或需核对的行（CSV）
  --lang zh-CN|en        语言；不写则随系统`,
  `Output
  --json                 to standard output
  --csv FILE             saves the table (UTF-8 with BOM)
  --geojson FILE         saves the map result with its provenance
  --problems FILE        saves the rows that were not imported or should be checked (CSV)
  --lang zh-CN|en        language; that of the system if left out`,
);

const commandHelp: Readonly<Record<Command, Text>> = {
  coverage: text(
    `yingtu coverage：避难场所覆盖了多少居民\n\n  --radius 米            所有类别用同一服务半径\n  --scheme ${schemeIds.join('|')}\n  --classes 类别,类别    计入的类别：emergency, short, long, unknown`,
    `yingtu coverage: how many residents the shelters cover\n\n  --radius METRES        one service radius for all classes\n  --scheme ${schemeIds.join('|')}\n  --classes A,B          classes that count: emergency, short, long, unknown`,
  ),
  buffer: text(
    'yingtu buffer：一个图层周边有什么\n\n  --layer 图层           hazchem, geohazards, reservoirs, forests, shelters\n  --distance 米          10 至 50,000；不写则按图层自己的规则\n  --separate             每个对象一个范围，不融合',
    'yingtu buffer: what lies round a layer\n\n  --layer ID             hazchem, geohazards, reservoirs, forests, shelters\n  --distance METRES      10 to 50,000; by the rule of the layer if left out\n  --separate             one outline a site, not dissolved',
  ),
  point: text(
    'yingtu point：一个地点受什么威胁\n\n  --at 经度,纬度         例如 105.71,29.70 或 105°42′36″E 29°42′N',
    'yingtu point: what threatens a place\n\n  --at LON,LAT           for example 105.71,29.70 or 105°42′36″E 29°42′N',
  ),
  packs: text(
    'yingtu packs：列出示例数据包\n\n  --json',
    'yingtu packs: lists the sample packs\n\n  --json',
  ),
};

/** Help of the whole program. */
export const overview = text(
  `应图命令行：与应用相同的分析，不用浏览器

  yingtu coverage   避难场所覆盖了多少居民
  yingtu buffer     一个图层周边有什么
  yingtu point      一个地点受什么威胁
  yingtu packs      列出示例数据包

例
  yingtu coverage --pack dazu --scheme gb51143
  yingtu coverage --residents districts.geojson --count population --shelters shelters.csv --radius 500
  yingtu point --pack dazu --at 105.71,29.70

yingtu 命令 --help 列出选项和 --json 的内容。退出码：0 完成，1 数据读不出，2 用法有误。
`,
  `Yingtu on the command line: the analyses of the app, without a browser

  yingtu coverage   how many residents the shelters cover
  yingtu buffer     what lies round a layer
  yingtu point      what threatens a place
  yingtu packs      lists the sample packs

Examples
  yingtu coverage --pack dazu --scheme gb51143
  yingtu coverage --residents districts.geojson --count population --shelters shelters.csv --radius 500
  yingtu point --pack dazu --at 105.71,29.70

yingtu COMMAND --help lists options and what --json holds. Exit codes: 0 done, 1 unreadable data, 2 wrong use.
`,
);

/** Help of one command, with the members of its `--json`. */
export function helpOf(command: Command): Text {
  const keys = command === 'packs' ? jsonKeys.packs : [...jsonKeys[command], ...commonJsonKeys];
  const page = (locale: 'zh-CN' | 'en') => {
    const parts = command === 'packs' ? [] : [source[locale], output[locale]];
    const table = keys.map(([key, meaning]) => `  ${key.padEnd(29)} ${meaning[locale]}`).join('\n');
    const title = locale === 'zh-CN' ? '--json 的内容' : 'Members of --json';
    return `${[commandHelp[command][locale], ...parts, `${title}\n${table}`].join('\n\n')}\n`;
  };
  return text(page('zh-CN'), page('en'));
}
