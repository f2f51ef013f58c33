const compound =
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 左丘 西门 第五'
    .split(' ')
    .join('|');
const compoundFirst = new RegExp(`^(?:${compound})`, 'u');
/** Whether a word begins with a surname of two characters: 欧阳. */
export const startsCompound = (word: string): boolean => compoundFirst.test(word);
const compoundAlone = new RegExp(`^(?:${compound})$`, 'u');
export const isCompound = (word: string): boolean => compoundAlone.test(word);
/** The surnames of nearly everyone, with those of this list's own region. */
export const surnames: ReadonlySet<string> = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱丘侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文殷庞樊兰施柯葛施牛洪颜温季倪芦鲁安岳聂章庄翟申左焦路蒲齐欧詹耿涂冉柳伍关舒包柴骆尚游祝甘辛毕纪司古裴凌饶蓝霍车喻翁隋房卜娄匡应盛解桂童牟邢耶屈艾成宁苗卫华佘佟卞沙晏甄敖苟代况卿明谷简阳冷晋鲍项杭刁官池宫沃海巫褚滕费戚窦',
);
/** Whether a word begins as a name of a person may. */
export const startsAsName = (word: string): boolean =>
  surnames.has([...word][0] ?? '') || startsCompound(word);
