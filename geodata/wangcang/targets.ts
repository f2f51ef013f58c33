import { readTargets } from '../plan';

/** Figures of 旺苍县's plan: id, label, English label, relation, figure, unit, status, year. */
export const targets = readTargets(`
wangcang.town_stores | 乡镇应急物资储备库 | Relief stores of towns | = | 23 | 个 | baseline | 2020
wangcang.towns | 乡镇(按物资库/信息员推得) | Towns | = | 23 | 个 | baseline | 2020
wangcang.teams | 兼职应急救援队伍 | Part-time rescue teams | = | 49 | 支 | baseline | 2020
wangcang.members | 可统一调配人员 | People who can be called up | = | 1603 | 人 | baseline | 2020
wangcang.warned_points | 成功预警地质灾害 | Geological hazards warned of in time | = | 6 | 处 | achieved | 2020
wangcang.evac_households | 成功避险户 | Households moved in time | = | 13 | 户 | achieved | 2020
wangcang.evac_people | 成功避险人数 | People moved in time | = | 27 | 人 | achieved | 2020
wangcang.county_general | 县级综合应急救援队伍 | County rescue team | = | 50 | 人 | planned | 2025
wangcang.county_squads | 救援中队 | Rescue squads | = | 5 | 个 | planned | 2025
wangcang.list_demo | 清单制管理县级示范企业 | Demonstration firms with checklists | = | 14 | 家 | target | 2025
wangcang.std_rate | 高危行业及规上企业安全生产标准化建成率 | High-risk and larger firms up to the safety standard | = | 100 | % | target | 2022
wangcang.detect_rate | 两重点一重大 报警/切断/自控建立率 | Chemical sites with alarm, shut-off and control | = | 100 | % | target | 2025
wangcang.park_eval | 化工园区整体风险评价实施率 | Chemical parks with a risk assessment | >= | 100 | % | target | 2025
wangcang.coal_keep | 严格监管保留煤矿 | Coal mines kept under strict supervision | = | 9 | 家 | target | 2022
wangcang.coal_close | 关闭退出煤矿 | Coal mines to be closed | = | 16 | 家 | planned | 2025
wangcang.coal_close_cap | 退出产能 | Coal capacity to be closed | = | 144 | 万吨 | planned | 2025
wangcang.yangtze_buffer | 长江干流岸线禁建距离 | No new tailings ponds along the main Yangtze | = | 3 | km | rule | 2025
wangcang.tributary_buffer | 重要支流岸线禁建距离 | No new tailings ponds along main tributaries | = | 1 | km | rule | 2025
wangcang.max_dam | 尾矿库总坝高上限 | Highest tailings dam | <= | 200 | m | rule | 2025
wangcang.online_rate | 在用尾矿库在线监测系统安装 | Tailings ponds monitored online | = | 100 | % | target | 2022
wangcang.safe_campus | “平安校园”创建达标率 | Safe campuses | >= | 80 | % | target | 2025
wangcang.demo | 综合减灾示范社区 | Demonstration communities | = | 1 | 个 | target | 2025
wangcang.rescue_centre | 应急救援中心占地 | Land for the rescue centre | = | 30 | 亩 | planned | 2025
wangcang.pilot_town | 洪涝灾害风险分析试点城镇 | Pilot town for flood-risk analysis | = | 1 | 个 | planned | 2025
wangcang.satphone | 卫星电话 | Satellite telephones | = | 38 | 部 | planned | 2025
wangcang.radio | 无线对讲装备 | Radio sets | = | 20 | 套 | planned | 2025
wangcang.earth_station | 卫星地面站 | Satellite earth stations | = | 1 | 个 | planned | 2025
wangcang.base | 基地台 | Base stations | = | 3 | 个 | planned | 2025
wangcang.uav | 无人机(专业+便携) | Drones | = | 2 | 台 | planned | 2025
`);
