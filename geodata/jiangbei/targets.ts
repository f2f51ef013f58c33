import { readTargets } from '../plan';

/** Figures of 江北区's plan: id, label, English label, relation, figure, unit, status, year. */
export const targets = readTargets(`
jiangbei.count.reservoir | 水库 | Reservoirs | = | 6 | 座 | baseline | 2020
jiangbei.key_points | 市级防洪重点区域及薄弱环节风险点 | Key flood-protection spots | = | 1 | 处 | baseline | 2020
jiangbei.flash_areas | 山洪灾害易发区 | Areas prone to flash floods | = | 2 | 处 | baseline | 2020
jiangbei.points | 地质灾害隐患点 | Geological hazard points | = | 51 | 处 | baseline | 2020
jiangbei.count.shelter | 应急避难场所 | Shelters | = | 48 | 个 | baseline | 2020
jiangbei.teams | 应急救援队伍 | Rescue teams | = | 32 | 支 | baseline | 2020
jiangbei.members | 队员 | Members of rescue teams | = | 1100 | 人 | baseline | 2020
jiangbei.oil_depots | 唐家沱片区大油库 | Large oil depots at Tangjiatuo | = | 6 | 座 | baseline | 2020
jiangbei.area_mu | 林地面积 | Forest land | >= | 63000 | 亩 | baseline | 2020
jiangbei.t1.accident_deaths | 生产安全事故死亡人数 | Deaths in work accidents, change | = | -9 | % | target | 2025
jiangbei.t1.major_accidents | 5年累计较大生产安全事故起数 | Larger work accidents in five years | <= | 1 | 起 | target | 2025
jiangbei.t1.death_per_gdp | 亿元地区生产总值生产安全事故死亡率 | Work-accident deaths per 100 million yuan of GDP | < | 0.018 | 人/亿元 | target | 2025
jiangbei.t1.disaster_loss_ratio | 年均因灾直接经济损失占全区生产总值的比例 | Direct disaster losses, share of GDP a year | <= | 0.5 | % | target | 2025
jiangbei.t1.deaths_per_million | 年均百万人口因灾死亡率 | Disaster deaths per million residents a year | <= | 1 | 人 | target | 2025
jiangbei.t1.affected_per_100k | 年均每十万人受灾人次 | People affected by disasters per 100,000 a year | < | 5000 | 人次 | target | 2025
jiangbei.detect_rate | 突发气象灾害监测率 | Sudden weather disasters detected | = | 90 | % | target | 2025
jiangbei.law_equip | 综合行政执法装备达标率 | Enforcement equipment up to standard | = | 100 | % | target | 2025
jiangbei.law_staff | 专业执法人员占比 | Enforcement staff with training | >= | 75 | % | target | 2025
jiangbei.reinforce | 水库(水闸)除险加固 | Reservoirs and sluices to be reinforced | = | 6 | 座 | planned | 2025
jiangbei.hydrant_rate | 城镇市政消火栓建有率 | Street hydrants in place | = | 100 | % | target | 2025
jiangbei.three_gorges | 三峡库区隐患点监测预警 | Hazard points monitored in the Three Gorges reservoir area | = | 18 | 处 | planned | 2025
jiangbei.ext24 | 24小时火灾扑灭率 | Forest fires put out within 24 h | = | 98 | % | target | 2025
jiangbei.video_cover | “四山”管制范围林区监控视频覆盖率 | Video cover of controlled forest | >= | 90 | % | target | 2025
jiangbei.voice_cover | 动态火场语音通信覆盖率 | Voice cover of fire grounds | = | 98 | % | target | 2025
jiangbei.semi_prof_rate | 街镇、林场森林防火半专业队伍配备率 | Part-time forest-fire teams in place | = | 100 | % | target | 2025
jiangbei.public_cover | 预警信息公众覆盖率 | Residents reached by warnings | >= | 95 | % | target | 2025
jiangbei.stations | 推进建设消防救援站 | Fire stations planned | = | 4 | 个 | planned | 2025
jiangbei.per_capita | 常住居民人均避难面积 | Shelter area per resident | > | 1.5 | m²/人 | target | 2025
jiangbei.district_store | 区级防汛救灾物资储备仓库 | Relief store of the district | = | 1 | 个 | planned | 2025
jiangbei.town_stores | 街镇级防汛救灾物资储备仓库 | Relief stores of towns | = | 12 | 个 | planned | 2025
jiangbei.hazchem_staff | 危化监管人员专业占比 | Chemical supervisors with training | >= | 75 | % | target | 2025
`);
