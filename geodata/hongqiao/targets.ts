import { readTargets } from '../plan';

/** Figures of 红桥区's plan: id, label, English label, relation, figure, unit, status, year. */
export const targets = readTargets(`
hongqiao.fixed | 固定应急避难场所 | Fixed shelters | = | 4 | 个 | baseline | 2020
hongqiao.fixed_area | 固定应急避难场所有效避难面积 | Effective area of the fixed shelters | = | 230000 | m² | baseline | 2020
hongqiao.fixed_people | 固定应急避难场所可容纳(紧急避难) | Places in the fixed shelters | = | 140000 | 人 | baseline | 2020
hongqiao.emergency | 紧急避难场所 | Emergency shelters | = | 119 | 个 | baseline | 2020
hongqiao.emergency_people | 紧急避难场所可容纳 | Places in the emergency shelters | = | 280000 | 人 | baseline | 2020
hongqiao.plan_fixed | 拟建中心或固定应急避难场所 | Central or fixed shelters planned | >= | 3 | 处 | planned | 2025
hongqiao.plan_standard | 设施齐全的标准化应急避难场所 | Fully equipped standard shelters | = | 1 | 个 | planned | 2025
hongqiao.firms | 接入“安防网”的重点危化企业 | Key chemical firms connected | = | 11 | 家 | baseline | 2020
hongqiao.staff | 消防救援支队 | Fire brigade staff | = | 186 | 人 | baseline | 2020
hongqiao.stations | 消防救援站 | Fire stations | = | 4 | 个 | baseline | 2020
hongqiao.t.1 | 单位国内生产总值生产安全事故死亡率 | Work-accident deaths per unit of GDP, change | = | -33 | % | target | 2025
hongqiao.t.2 | 工矿商贸就业人员十万人生产事故死亡率 | Work-accident deaths per 100,000 employed in industry and trade | <= | 1.48 | 人/十万人 | target | 2025
hongqiao.t.3 | 年均因自然灾害直接经济损失占全区生产总值的比例 | Direct disaster losses, share of GDP a year | < | 1 | % | target | 2025
hongqiao.t.4 | 年均每百万人口因自然灾害死亡率 | Disaster deaths per million residents a year | < | 1 | 人 | target | 2025
hongqiao.t.5 | 年均每十万人受灾人次 | People affected by disasters per 100,000 a year | < | 15000 | 人次 | target | 2025
hongqiao.t.6 | 区级应急管理部门装备达标率 | Equipment of the emergency office up to standard | = | 80 | % | target | 2025
hongqiao.t.7 | 灾害事故信息发布公众覆盖率 | Residents reached by disaster information | = | 95 | % | target | 2025
hongqiao.t.8 | 灾害事故发生后受灾人员基本生活得到有效救助时间 | Time until people receive basic relief | <= | 10 | h | target | 2025
hongqiao.t.9 | 消防救援人员（国家综合性消防人员和政府专职消防人员）占全区人口比例 | Fire and rescue staff per 1,000 residents | = | 0.4 | ‰ | target | 2025
hongqiao.t.10 | 区级应急管理机构专业人才占比 | Trained staff of the emergency office | > | 60 | % | target | 2025
hongqiao.t.11 | 全国综合减灾示范社区 | New national demonstration communities | = | 7 | 个(新增) | target | 2025
hongqiao.t.12 | 重点行业规模以上企业新增从业人员安全技能培训率 | New staff of larger firms trained in safety | = | 100 | % | target | 2025
hongqiao.warehouse_area | 仓储消防安全评估门槛 | Warehouses that need a fire-safety assessment | >= | 300 | m² | rule | 2025
`);
