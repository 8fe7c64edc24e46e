"""Parameters of the indicators: thresholds and switches of the survey definitions."""

from sim.core.scalars import Scalars


class IndicatorsParameters(Scalars):
    """Section ``indicators``; switches are 0 or 1."""

    hours_threshold: float  # usual hours a week under which work can be time-related underemployment
    standard_hours: float  # hours a week at which pay is compared with monthly thresholds
    apprenticeship_counts_as_training: float  # 1: an apprentice is not NEET
    unpaid_trainee_13: float  # 1: unpaid apprentices and interns are employed under the 13th ICLS
    paid_rule: float  # 0: any allowance makes an apprentice paid; 1: only pay above the fee spread over the term
    school_only: float  # 1: "in school" of the transition stages leaves courses out
    market_share_cut: float  # percent of output for sale above which a farmer is employed under the 19th ICLS
    satisfied_multiplier: float  # factor on the own reservation wage in the proxy of satisfaction
    long_term_months: float  # search spell from which unemployment is long-term
    training_window: float  # months in which education counts as recent participation
    basic_level_low: float  # lowest ISCED level required by families of ISCO major groups 4 to 8
    basic_level_high: float  # highest level required by them
    professional_level_low: float  # lowest level required by the professional family
    decent_median_share: float  # share of median pay that a decent job reaches
    decent_hours_low: float  # hours a week
    decent_hours_high: float  # hours a week
    decent_points_cut: float  # points, of five, that make a decent job
    spell_window: float  # months since leaving school for which durations are estimated
    spell_age: float  # years of age at which durations are censored
    training_firm_staff: float  # staff from which a formal firm counts in the share of firms that train
