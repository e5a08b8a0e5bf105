"""What is said of each figure of joint posts."""

from partnermap.analysis.measure.entry import Direction, Measure, Need

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="appointments.posts",
        title="Joint posts",
        board="How many jobs answer to more than one organisation.",
        direction=Direction.NONE,
        formula=(
            "posts with two or more employers, funders or bodies they answer to; statutory ones apart"
        ),
        source="C1",
        needs=(Need.POSTS,),
    ),
    Measure(
        key="appointments.wte",
        title="Whole-time equivalents",
        board="How much work these jobs are.",
        direction=Direction.NONE,
        formula="sum of the whole-time equivalents recorded",
        source="C1",
        needs=(Need.POSTS,),
    ),
    Measure(
        key="appointments.vacancy_rate",
        title="Vacancy rate",
        board="This share of shared posts is empty today.",
        direction=Direction.LOWER,
        formula="vacant and frozen over funded whole-time equivalents",
        source="C3",
        needs=(Need.POSTS,),
    ),
    Measure(
        key="appointments.interim_wte",
        title="Interim",
        board="How much of the shared work an interim holder does.",
        direction=Direction.LOWER,
        formula="whole-time equivalents of posts with an interim holder",
        source="C3",
        needs=(Need.POSTS,),
    ),
    Measure(
        key="appointments.statutory",
        title="Statutory posts",
        board="Joint posts that the law demands, listed apart.",
        direction=Direction.NONE,
        formula="number of statutory posts",
        source="C1",
        needs=(Need.POSTS,),
    ),
    Measure(
        key="appointments.vacant_posts",
        title="Empty posts",
        board="How many shared posts are empty today.",
        direction=Direction.LOWER,
        formula=("posts that are vacant or frozen on the date"),
        source="C3",
        needs=(Need.POSTS,),
    ),
    Measure(
        key="appointments.interim_posts",
        title="Posts with an interim holder",
        board="How many shared posts have an interim holder today.",
        direction=Direction.LOWER,
        formula=("posts with an interim holder on the date"),
        source="C3",
        needs=(Need.POSTS,),
    ),
    Measure(
        key="appointments.statutory_posts",
        title="Titles of statutory posts",
        board="These posts the law demands; they are not counted.",
        direction=Direction.NONE,
        formula=("titles of statutory posts"),
        source="C1",
        needs=(Need.POSTS,),
    ),
    Measure(
        key="appointments.funding_split",
        title="Who pays for joint posts",
        board="Who pays for shared posts, and how evenly.",
        direction=Direction.NONE,
        formula=(
            "whole-time equivalents by funder, of posts whose shares add up to the whole give or take"
            " one in a hundred; concentration and evenness as for money"
        ),
        source="C2",
        needs=(Need.POSTS,),
    ),
    Measure(
        key="appointments.tenure",
        title="Time in post",
        board="How long people stay in shared posts.",
        direction=Direction.NONE,
        formula=(
            "median years since the present holders began, interim ones left out; posts left in the "
            "last twelve months over the average number in post"
        ),
        source="C4",
        needs=(Need.POSTS,),
    ),
    Measure(
        key="appointments.key_person",
        title="Key-person dependency",
        board="If this post fell empty, these organisations would lose their link.",
        direction=Direction.LOWER,
        formula=(
            "pairs that only the ties of this post let reach each other, over pairs that can; "
            "strength of its ties over all strength"
        ),
        source="C5",
        needs=(Need.TIES, Need.POSTS),
    ),
    Measure(
        key="appointments.key_team",
        title="Dependency on teams",
        board="If this team went, these organisations would lose their link.",
        direction=Direction.LOWER,
        formula=("as for posts, for each joint team"),
        source="C5",
        needs=(Need.TIES,),
    ),
    Measure(
        key="appointments.span",
        title="Span",
        board="How many shared posts cross sector lines.",
        direction=Direction.NONE,
        formula=(
            "sectors of the employer, the funders and those the post answers to; posts that span two "
            "or more over those with a recorded sector"
        ),
        source="C6",
        needs=(Need.POSTS, Need.SECTORS),
    ),
    Measure(
        key="appointments.fixed_term_share",
        title="Fixed-term share",
        board="How many shared jobs run out within two years.",
        direction=Direction.LOWER,
        formula=(
            "whole-time equivalents whose funding or post ends within 24 months or has ended, over "
            "all whose size and end are known"
        ),
        source="C7",
        needs=(Need.POSTS, Need.ENDS),
    ),
)
