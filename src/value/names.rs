//! What the official names of bodies that lead and govern a territory are put together from.

/// Before the name of a territory or a body: the party's committee there.
pub const PARTY: &str = "中共";

/// Behind the name of a territory: a committee of whatever kind.
pub const ANY_COMMITTEE: &str = "委员会";

/// Behind the name of a body or a town: the party's committee.
pub const PARTY_COMMITTEE: &str = "党委";

/// Behind the name of a zone or a street: the party's committee.
pub const WORK_COMMITTEE: &str = "工作委员会";

/// Behind the name of a zone: what runs it.
pub const ZONE_BOARD: &str = "管理委员会";

/// Behind the name of a territory: its government.
pub const PEOPLES_GOVERNMENT: &str = "人民政府";

/// The same where it is no people's government: in Hong Kong, Macao and Taiwan.
pub const GOVERNMENT: &str = "政府";

/// Behind the name of a street: what runs it.
pub const STREET_OFFICE: &str = "办事处";

/// What the court of a province is called.
pub const HIGH_COURT: &str = "高级人民法院";

/// What the court of a prefecture is called.
pub const INTERMEDIATE_COURT: &str = "中级人民法院";
