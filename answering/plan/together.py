"""The words by which a question wants several numbers together: one list for every reader."""

TOGETHER = (
    "一共|总共|共计|合计|总计|统共|拢共|总和|之和|累[计加]|相加|加总|求和|"
    "(?:加|合|凑|并|算)(?:起来|[在到]?一起|[在到]?一?块儿?|总|拢)"
)
