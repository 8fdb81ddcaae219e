"""What people write beside a name in its cell: what somebody is called, and notes that are no part of any name."""

import re
from dataclasses import dataclass

_CALLED = r"(?:known as|likes to be called|like to be called|prefers(?: to be called)?|preferred(?: name)?|aka|a\.k\.a\.?|called|goes by)"
_IN_BRACKETS = re.compile(r"\s*[(\[{]([^)\]}]*)(?:[)\]}]|$)\s*")
_EXPLICIT = re.compile(rf"^{_CALLED}\s*:?\s*(.+)$", re.IGNORECASE)
_AT_END = re.compile(rf"[,\s]+{_CALLED}\s+(.+)$", re.IGNORECASE)
_QUOTED = (
    re.compile(r"(?<!\w)[\"“”]\s*([^\"“”]+?)\s*[\"“”](?!\w)"),
    re.compile(r"(?<=\s)['‘]([^'‘’]+?)['’](?=\s|,|$)"),
)
_BEFORE = re.compile(r"[,\s]+((?:née|nee|formerly|previously|maiden name|was)\s+.+)$", re.IGNORECASE)
_DASHED = re.compile(r"(?<=\w)\s+[-–—]{1,2}\s*(.+)$")
_SPACED_HYPHEN = re.compile(r"^(\w+)\s+[-–—]\s+(?=\w)")
_AGE = re.compile(r",\s*(\d{1,3}(?:\s*(?:yrs?|years?|y/?o))?)$", re.IGNORECASE)
_MARKS = re.compile(r"\s*([*†‡#!?✓✔☑✗✘❌✅⭐★☆♿]+)\s*$|^\s*([*†‡#✓✔☑✗✘❌✅⭐★☆♿]+)\s*")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GIVEN = _words("""
abby abi ade aggie al alan alex alf alfie ali alison ally amanda amy andrew andy ange angie ann anna anne annie ant
anthony archie art arthur babs barb barbara barbie barney baz bea becca becky bella ben bernie bert bertie bess beth
betsy betty bev bex bill billie billy bob bobbie bobby bonnie bree bren brenda brian bruce bunty caro carol carole
caroline carrie cass cat cate cath catherine cathy cay ceri charles charlie charlotte chas cherry chip chris chrissie
christine chuck cindy cissie claire clare cliff clive col colin con connie corrie cyn daisy dan dani daniel danny dave
david dawn deb debbie debs dee deirdre del den denis dennis derek des di dick dickie dilys doll dolly dom don donna
doreen dot dottie doug drew dylan ed eddie edie edith edward effie eileen elaine eli elizabeth ella ellie elsie em
emily emma emmy eric erin ernie ethel eva evan eve evelyn evie fay fi fiona flo flora flossie fran frances francis
frank frankie fred freda freddie gabby gail gareth gary gaz gemma gene geoff george georgie geraint gerry gill gillian
gina ginny glen glenys glyn grace graham greg gus gwen gwyn hal hank hannah harold harriet harry hattie hazel heather
helen hen henry hetty hilary hils holly howard hugh huw ian ida ike ina irene iris isa isabel isla issy ivan ivor ivy
izzy jack jackie jake james jamie jan jane janet janice jas jason jay jean jeff jen jenni jenny jeremy jess jessie jet
jill jim jimmie jimmy jo joan joanna joe joel joey john johnnie johnny jon jonathan josh josie joy joyce jude judi
judith judy julia julian julie june karen kat kate kath kathleen kathy katie kay keith kelly ken kenny kerry kevin kim
kirsty kit kitty kris kristin larry laura lauren laurie lee len lenny les lesley leslie lew lewis lex lil lillian lily
lin linda lindsay lisa liz liza lizzie lloyd lois lola lorna lottie lou louie louisa louise lu lucy luke lulu lyn
lynda lynn mabel maddie madge maggie mags mal malcolm mandy marg margaret margie margot maria marian marie mark marnie
martha martin marty mary mat matt matty maud maureen mavis max may meg megan mel mervyn mia michael michelle mick
mickey midge mike mildred millie milly mim mimi min minnie mo moira moll molly mona morag morgan muriel myra nan nana
nance nancy nat natalie nate ned neil nell nellie nessa nev nia nic nick nicky nicola nicole nige nigel nina noel nora
norma norman olive oliver ollie olwen oscar owen pam pamela pat patricia patrick patsy patti patty paul paula pauline
pearl peg peggy pen penny pete peter phil philip phoebe phyl phyllis pip polly poppy rab rachel ralph ray raymond reg
reggie rhian rhys ria rich richard rick ricky rita rob robbie robert robin rod roger rollo ron ronnie ros rosa rose
rosemary rosie rowan roy rube ruby rupert russ ruth ryan sadie sal sally sam samantha sandie sandra sandy sara sarah
seb shaz sheila shelley shirley si sian sid simon siobhan soph sophie spike stacey stan steph stephen steve stevie
stew stu stuart sue susan susie suze suzie suzy syb sybil syd sylvia tam tammy tanya tash ted teddy terence teresa
terri terry tess tessa thea theo thomas tia tiff tilly tim timmy tina toby tom tommy toni tony tracey tracy trish
trisha trix trudy val vee vera verity vern vi vic vicky vik viki vikki vin vince viv vivien wal wally walter wanda
wayne wendy wilf will willie willy win winnie xan yas yvonne zac zak zara zed zelda zena zoe
""")
"""Names by which people in Britain are called; another single word in brackets is one if it begins as the given name does."""


@dataclass(frozen=True, slots=True)
class Asides:
    """A name without what stood beside it: what they are called, and notes in the words as written."""

    name: str
    known_as: str = ""
    notes: tuple[str, ...] = ()


def take_asides(text: str) -> Asides:
    """The name in a cell, what somebody is called if that is plain, and everything else beside it as notes."""
    name, known_as, notes = _SPACED_HYPHEN.sub(r"\1-", text), "", []
    name, inside = _taken(_IN_BRACKETS, name)
    while inside:
        explicit = _EXPLICIT.match(inside)
        called = explicit[1].strip(" ,.\"'“”‘’") if explicit else inside if _is_called(inside, name) else ""
        known_as = known_as or called
        notes += [] if called else [inside]
        name, inside = _taken(_IN_BRACKETS, name)
    for pattern in (_AT_END, *_QUOTED):
        name, found = _taken(pattern, name)
        known_as = known_as or found.strip(" ,.")
    for pattern in (_BEFORE, _DASHED, _AGE, _MARKS):
        name, note = _taken(pattern, name)
        notes += [note] if note else []
    return Asides(re.sub(r"\s+,", ",", name), known_as, tuple(notes))


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """The text without what the pattern finds, and that; unchanged where no letter would be left, or nothing was found."""
    found = pattern.search(text)
    inside = next(filter(None, found.groups()), "").strip() if found else ""
    if found is None or not inside:
        return text, ""
    rest = " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
    return (rest, inside) if any(map(str.isalpha, rest)) else (text, "")


def _is_called(inside: str, name: str) -> bool:
    """Whether one word in brackets is surely a name: a common one, or one that begins as the given name does."""
    word = inside.strip("\"'“”‘’. ")
    if not re.fullmatch(r"[^\W\d_][^\W\d_'’-]*", word) or not word[0].isupper() or (word.isupper() and len(word) > 3):
        return False
    if word.lower() in _GIVEN:
        return True
    given = [one.lower() for one in name.replace(",", " ").split()]
    return len(word) > 2 and any(one[:2] == word[:2].lower() and len(one) > 3 for one in given)
