/**
 * Traditional and variant characters that occur in registers and in names of places, each followed by the one that it
 * is compared as. Characters that are different words in simplified Chinese too, such as 岗 and 冈 or 塆 and 湾, are kept
 * apart.
 */
const pairs = [
  '經经緯纬場场塲场稱称災灾類类別别積积數数預预計计緊紧長长險险區区縣县鎮镇鄉乡鄕乡號号編编電电',
  '話话聯联絡络負负責责單单設设備备註注處处難难適适圖图層层級级標标農农業业學学國国樓楼關关無无',
  '內内開开滿满庫库態态應应點点離离東东員员範范圍围幾几戶户戸户財财產产産产實实測测據据導导為为',
  '爲为與与於于將将對对時时間间從从來来個个們们還还過过達达運运進进遠远選选邊边週周後后復复複复',
  '裏里裡里邨村莊庄臺台檯台颱台龍龙灣湾壩坝垻坝埧坝嶺岭巖岩嵒岩峯峰崗岗岡冈嶼屿島岛嶽岳橋桥閘闸',
  '壟垄隴陇壪塆埡垭塢坞磯矶礦矿鑛矿澗涧磵涧溝沟漢汉濟济匯汇滙汇彙汇澤泽瀘泸瀏浏濱滨瀋沈淺浅漁渔',
  '濕湿溼湿溫温潯浔潰溃澇涝濁浊濃浓渦涡湧涌漲涨滲渗滾滚漸渐澱淀瀾澜灘滩灝灏灩滟漣涟潛潜濰潍淶涞',
  '滎荥潁颍潿涠瀅滢瀆渎漵溆澠渑灤滦灄滠濼泺瀧泷澮浍湞浈溮浉潙沩溈沩涇泾溳涢滄沧漿浆潤润潔洁瀝沥',
  '灑洒決决沒没況况洩泄淚泪淨净凈净減减渾浑準准滅灭煙烟菸烟爐炉鑪炉燈灯熱热營营爛烂燒烧烏乌爺爷',
  '牆墙墻墙獅狮獨独獲获獵猎貓猫環环現现瑪玛瓊琼璽玺甕瓮畝亩畢毕畫画畵画異异當当疇畴盤盘盧卢監监',
  '盡尽眾众衆众礙碍礎础礫砾磚砖碩硕確确碼码禮礼禪禅禍祸祿禄種种稅税穩稳穀谷窩窝窪洼窮穷竈灶竅窍',
  '競竞筆笔節节築筑籃篮籌筹籠笼簡简簽签籤签糧粮糞粪紀纪紅红約约紋纹納纳純纯紗纱紙纸細细終终組组',
  '結结絕绝給给統统絲丝綏绥綜综綠绿維维綱纲網网綿绵緒绪線线緩缓緣缘縱纵總总績绩織织繞绕繩绳繪绘',
  '繼继續续纜缆壇坛罈坛羅罗罰罚羣群義义習习聖圣聞闻聲声職职聽听肅肃腦脑腳脚腸肠膠胶臨临舉举舊旧',
  '艙舱艦舰艷艳豔艳藝艺莖茎華华萬万葉叶蓋盖蓮莲蔣蒋蔥葱蔭荫薑姜薔蔷薦荐薩萨藍蓝藥药葯药蘆芦蘇苏',
  '甦苏蘋苹蘭兰蘿萝虛虚蟲虫蠟蜡蠶蚕蠻蛮術术衛卫衝冲沖冲補补裝装見见規规視视親亲覺觉觀观觸触訊讯',
  '訓训記记許许訪访評评試试詩诗該该誌志認认語语誠诚說说説说調调談谈請请諸诸謝谢證证識识譚谭譜谱',
  '議议護护讀读變变讓让豐丰貝贝貞贞貢贡貨货販贩貴贵買买貸贷費费貿贸賀贺資资賈贾賓宾賜赐賢贤賣卖',
  '質质賴赖購购贛赣趙赵趕赶跡迹蹟迹踐践躍跃車车軌轨軍军軟软軸轴較较載载輔辅輕轻輛辆輝辉輪轮輯辑',
  '輸输轄辖轉转轟轰辦办違违遙遥遞递遷迁遺遗遼辽邏逻郵邮鄒邹鄔邬鄖郧鄧邓鄭郑鄰邻隣邻鄲郸醫医釀酿',
  '釋释釐厘針针釣钓鈣钙鈴铃鉀钾鐵铁鉄铁鉛铅銀银銅铜銘铭銳锐鋁铝鋅锌鋒锋鋪铺鋼钢錄录錦锦錫锡錢钱',
  '錯错鍋锅鐘钟鍾钟鎖锁鏡镜鑄铸鑼锣鑿凿門门閃闪閉闭閣阁閬阆閱阅闊阔闕阙闢辟陝陕陣阵陰阴陳陈陸陆',
  '陽阳隊队階阶際际隨随隱隐隸隶雖虽雙双雞鸡鷄鸡雲云霧雾靈灵靜静韋韦韓韩響响頁页頂顶項项順顺須须',
  '鬚须領领頭头頸颈顏颜顔颜願愿顧顾顯显風风飛飞飯饭飲饮館馆舘馆饒饶馬马馮冯馱驮駐驻駕驾駱骆騎骑',
  '騰腾驗验驛驿體体發发髮发鬆松鬥斗魚鱼魯鲁鮑鲍鮮鲜鯉鲤鱗鳞鳥鸟鳳凤鳴鸣鴉鸦鴨鸭鴻鸿鴿鸽鵝鹅鵬鹏',
  '鶴鹤鷹鹰鷺鹭鹼碱鹽盐麗丽麥麦黃黄黨党齊齐齋斋齒齿龐庞龔龚龜龟亂乱亞亚佈布佔占侖仑崙仑崑昆倉仓',
  '倫伦偉伟側侧傑杰傳传傷伤僅仅僑侨億亿儀仪優优儲储兒儿兩两冊册凍冻凱凯則则剛刚創创劃划劉刘劍剑',
  '劑剂動动務务勝胜勞劳勢势勳勋協协卻却厲厉廠厂厰厂廳厅廈厦廣广廟庙廢废參参吳吴呂吕問问啓启啟启',
  '喬乔嚴严團团園园圓圆執执堅坚報报塊块塗涂塵尘墊垫墳坟墾垦壓压壘垒壯壮壺壶壽寿壋垱壢坜壙圹堖垴',
  '夠够夢梦夾夹奧奥奪夺婦妇媽妈孫孙寧宁甯宁寶宝寳宝寬宽審审寫写專专尋寻屆届屬属峽峡歲岁嶇岖巒峦',
  '嵐岚嶗崂嶧峄崢峥嶸嵘嶠峤崍崃巋岿崠岽幣币帥帅師师帳帐帶带幫帮幹干強强張张彌弥彎弯彥彦徑径逕迳',
  '徵征恆恒惡恶慶庆慮虑憂忧憑凭懷怀戀恋戰战戲戏拋抛掃扫掛挂採采揚扬換换損损搖摇搶抢撫抚擁拥擇择',
  '擋挡擔担擠挤擴扩擺摆攔拦攤摊敗败敵敌斷断晉晋晝昼曉晓曆历歷历曠旷書书會会柵栅條条棄弃棗枣棟栋',
  '棧栈棲栖楊杨楓枫極极榮荣構构槍枪槳桨樁桩樂乐樅枞樞枢樣样樸朴樹树機机橫横檔档檢检櫃柜櫻樱欄栏',
  '權权歐欧歡欢歸归殘残殼壳毀毁氣气氫氢狀状猶犹砲炮礮炮窰窑窯窑臥卧興兴蕭萧蝦虾螢萤訂订詞词詳详',
  '誤误課课論论謙谦講讲譯译竪竖豎竖貫贯貯贮賬账賽赛贈赠贊赞讚赞軒轩遲迟郟郏鄴邺酈郦釘钉鈎钩鉤钩',
  '鋤锄錐锥鏈链鏟铲鐮镰闌阑陘陉頌颂頓顿頻频題题額额飄飘飼饲餘余騾骡驢驴驪骊鬱郁鹹咸鞏巩礄硚併并',
  '並并製制鑒鉴鑑鉴繫系係系隻只捨舍昇升陞升疊叠遊游迴回廻回囘回坵丘菴庵蔴麻栢柏筍笋桿杆棃梨菓果麵面',
  '麯曲畧略倂并癥症壻婿鈾铀鉻铬鎘镉鉬钼氬氩烴烃驅驱',
].join('');
const simplified = new Map<string, string>();
for (let i = 0; i < pairs.length; i += 2) simplified.set(pairs[i]!, pairs[i + 1]!);

/** A word brought to one form: width, case, traditional characters, spaces, joining signs and
 * characters that nobody sees make no difference. */
export function normalWord(word: string): string {
  return [...word.normalize('NFKC').toLowerCase()]
    .map((character) => simplified.get(character) ?? character)
    .join('')
    .replace(/[\s_\-·.:：*#'"‘’“”]|\p{Cf}/gu, '');
}

/** Words without characters that nobody sees, which copies from web pages and chats hold: they make two of one name. */
export const withoutUnseen = (words: string): string =>
  words.replace(/[\u00ad\u200b\u200e\u200f\u2060\ufeff]/gu, '');

/** The name of a column without what it says in brackets, in one form. */
export const normalName = (column: string): string =>
  normalWord(column.normalize('NFKC').replace(/[([【〔][^)\]】〕]*[)\]】〕]/gu, ''));

/** What the name of a column says in its brackets, for example the unit, as it is written. */
export const bracketed = (column: string): string[] =>
  [...column.matchAll(/[([（［【〔]([^)\]）］】〕]*)[)\]）］】〕]/gu)]
    .map(([, inside = '']) => inside.trim())
    .filter(Boolean);
