import { maskPerson, maskPhone } from '../../pack/mask';
import { maskPhonesIn } from '../../pack/phones';

/** Heads of columns with persons, and with numbers that lead to them. */
const persons =
  /姓名|人名|责任人|負責人|负责人|联系人|聯絡人|网格员|管理员|看护员|监测人|监测员|巡查员|值守人|安全员|法人|法定代表|户主|业主|经办|填报人|审核人|person|contact|owner|warden|manager|inspector/iu;
const phones = /电话|電話|手机|手機|座机|联系方式|聯絡方式|传真|phone|mobile|\btel\b/iu;
const identities = /身份证|证件号|id ?card|passport/iu;
/** Heads whose short Chinese words are places and classes, though some begin like a name. */
const things =
  /名称|地址|位置|镇|街|乡|村|社区|区|县|省|市|河|流域|水系|类|型|级|状态|性质|程度|等|name|address|town|type|class|level/iu;
/** The family names that nine in ten people have. */
const families = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蔣葉蘇呂盧鐘譚陸賈韋鄒龍賀顧龔萬錢嚴湯',
);

const isName = (value: string): boolean =>
  /^\p{Script=Han}{2,3}$/u.test(value) && families.has(value[0]!);

/**
 * A value of a column that no field has: masked as a field for persons or phones would, where the head of the column says
 * so or the value looks like it. It stands on the page before anybody asked for it.
 */
export function sampleWords(head: string, value: string): string {
  if (identities.test(head) || /^\d{17}[\dXx]$/u.test(value.trim()))
    return value.replace(/(?<=\S{3})\S/gu, '*');
  if (phones.test(head)) return maskPhone(value);
  if (persons.test(head) || (!things.test(head) && isName(value.trim()))) return maskPerson(value);
  return maskPhonesIn(value);
}
