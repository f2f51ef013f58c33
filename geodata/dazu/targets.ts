import { readTargets } from '../plan';

/** Figures of 大足区's plan: id, label, English label, relation, figure, unit, status, year. */
export const targets = readTargets(`
dazu.closed_producers | 关闭危险化学品生产企业 | Chemical producers closed | = | 3 | 家 | achieved | 2020
dazu.relocated | 搬迁改造危化企业 | Chemical firms moved or rebuilt | = | 7 | 家 | achieved | 2020
dazu.registered_units | 录入危险化学品安全风险信息系统单位 | Units registered in the chemical-safety risk system | = | 141 | 家 | achieved | 2020
dazu.treated | 彻底整治地质灾害隐患点 | Geological hazard points fully treated | = | 5 | 处 | achieved | 2020
dazu.relocated_points | 搬迁避让地质灾害隐患点 | Geological hazard points relocated | = | 32 | 处 | achieved | 2020
dazu.small_treated | 小微治理和排险隐患点 | Geological hazard points with minor works | = | 46 | 处 | achieved | 2020
dazu.fire_video | 林火视频监控系统 | Forest-fire video systems | = | 8 | 套 | achieved | 2020
dazu.firebreak_road_km | 森林防火通道 | Forest-fire roads | = | 58 | km | achieved | 2020
dazu.built_135 | 建成应急避难场所 | Shelters built | = | 2 | 个 | achieved | 2020
dazu.upgraded_135 | 补充完善已建应急避难场所 | Existing shelters improved | = | 3 | 个 | achieved | 2020
dazu.water_cameras | 接入水库/河道视频 | Reservoir and river cameras connected | = | 12 | 个 | achieved | 2020
dazu.forest_sites | 接入重点林区点位 | Key forest areas connected | = | 13 | 处 | achieved | 2020
dazu.forest_cameras | 接入重点林区视频 | Forest cameras connected | = | 35 | 个 | achieved | 2020
dazu.t1.accident_deaths | 生产安全事故死亡人数 | Deaths in work accidents, change | = | -11 | % | target | 2025
dazu.t1.major_accidents | 5年累计较大生产安全事故起数 | Larger work accidents in five years | = | 2 | 起 | target | 2025
dazu.t1.death_per_gdp | 亿元地区生产总值生产安全事故死亡率 | Work-accident deaths per 100 million yuan of GDP | = | 0.013 | 人/亿元 | target | 2025
dazu.t1.disaster_loss_ratio | 年均因灾直接经济损失占生产总值的比例 | Direct disaster losses, share of GDP a year | <= | 1 | % | target | 2025
dazu.t1.deaths_per_million | 年均百万人口因灾死亡率 | Disaster deaths per million residents a year | <= | 2 | 人 | target | 2025
dazu.t1.affected_per_100k | 年均每十万人受灾人次 | People affected by disasters per 100,000 a year | <= | 15000 | 人次 | target | 2025
dazu.std_rate | 高危行业和规上企业安全生产标准化达标率 | High-risk and larger firms up to the safety standard | = | 100 | % | target | 2025
dazu.town_team_rate | 区、镇街综合应急救援队伍建设达标率 | Rescue teams of district and towns up to standard | = | 100 | % | target | 2025
dazu.community_station_rate | 社区应急救援站建成率 | Communities with a rescue station | = | 100 | % | target | 2025
dazu.standardised_rate | 应急避难场所规范化建设率 | Shelters built to standard | = | 90 | % | target | 2025
dazu.visualised_rate | 应急避难场所可视化率 | Shelters shown on the map | = | 100 | % | target | 2025
dazu.demo_communities | 国家综合减灾示范社区 | National demonstration communities | = | 2 | 个 | target | 2025
dazu.sick_small | 整治小型病险水库 | Unsafe small reservoirs to be repaired | = | 7 | 座 | target | 2025
dazu.rivers_km | 整治中小河流 | Small rivers regulated | = | 54 | km | target | 2025
dazu.mass_monitor_rate | 群测群防监测预警覆盖率 | Cover of monitoring by residents | = | 100 | % | target | 2025
dazu.video_cover | 林火视频监控覆盖率 | Forest-fire video cover | >= | 95 | % | target | 2025
dazu.ext24 | 24小时森林火灾扑灭率 | Forest fires put out within 24 h | >= | 95 | % | target | 2025
dazu.loss_rate | 森林火灾受害率 | Forest burnt | <= | 0.3 | ‰ | target | 2025
dazu.station_spacing | 地面气象观测站间距 | Spacing of weather stations | ~ | 5 | km | target | 2025
dazu.rain_accuracy | 暴雨过程预警准确率 | Accuracy of heavy-rain warnings | = | 92 | % | target | 2025
dazu.convective_lead | 强对流预警提前量 | Lead time of severe-convection warnings | = | 45 | min | target | 2025
dazu.people | 救灾物资可保障受灾群众 | People whom relief supplies can support | = | 3000 | 人 | target | 2025
dazu.relief_hours | 受灾群众得到基本生活救助时限 | Time until people receive basic relief | <= | 4 | h | target | 2025
dazu.proj.new_video | 新建林火视频监测系统 | New forest-fire video systems | = | 15 | 套 | planned | 2025
dazu.proj.new_ir | 红外监测预警系统 | Infrared fire-warning systems | = | 8 | 套 | planned | 2025
dazu.proj.barrier_km | 阻隔带和防火公路 | Firebreaks and fire roads | = | 361 | km | planned | 2025
dazu.proj.new_check | 新建标准化检查站 | New check stations | = | 22 | 处 | planned | 2025
dazu.proj.pools | 新建消防水池 | New fire-water pools | = | 37 | 口 | planned | 2025
dazu.new_small | 新建小型水库 | New small reservoirs | = | 11 | 座 | planned | 2025
dazu.dike_km | 堤防 | Dikes | = | 215 | km | planned | 2025
dazu.village_stations | 村(社区)预警工作站 | Village warning stations | = | 309 | 个 | planned | 2025
`);
