namespace Superfone.Simulation;

/// <summary>A name in English and in Hindi.</summary>
/// <param name="English">In Latin letters.</param>
/// <param name="Hindi">In Devanagari.</param>
public sealed record Name(string English, string Hindi)
{
    /// <summary>The name in a conversation's language.</summary>
    public string In(Language language) => language == Language.Hindi ? Hindi : English;
}

/// <summary>Invented names of people, places and products.</summary>
internal static class NameLists
{
    public static readonly IReadOnlyList<Name> First = Read(
        "Asha आशा|Vikram विक्रम|Lakshmi लक्ष्मी|Arjun अर्जुन|Fatima फ़ातिमा|Rohan रोहन|Kavita कविता|Suresh सुरेश|Neha नेहा|Imran इमरान|"
        + "Deepa दीपा|Manoj मनोज|Anjali अंजलि|Rahul राहुल|Pooja पूजा|Harish हरीश|Geeta गीता|Sanjay संजय|Rekha रेखा|Amit अमित|"
        + "Divya दिव्या|Nitin नितिन|Shalini शालिनी|Karan करण|Meera मीरा|Ganesh गणेश|Nisha निशा|Prakash प्रकाश|Swati स्वाति|Yusuf यूसुफ़");

    public static readonly IReadOnlyList<Name> Last = Read(
        "Kumar कुमार|Sharma शर्मा|Reddy रेड्डी|Iyer अय्यर|Khan ख़ान|Gupta गुप्ता|Nair नायर|Singh सिंह|Patil पाटिल|Das दास|"
        + "Joshi जोशी|Mehta मेहता|Rao राव|Verma वर्मा|Pillai पिल्लै|Bose बोस|Shetty शेट्टी|Chauhan चौहान|Desai देसाई|Yadav यादव");

    public static readonly IReadOnlyList<Name> Cities = Read(
        "Bengaluru बेंगलुरु|Mysuru मैसूरु|Chennai चेन्नई|Hyderabad हैदराबाद|Pune पुणे|Delhi दिल्ली|Jaipur जयपुर|Indore इंदौर|Kochi कोच्चि|Lucknow लखनऊ");

    public static readonly IReadOnlyList<Name> Products = Read(
        "modular_kitchen मॉड्यूलर_किचन|wardrobe वॉर्डरोब|sofa_set सोफ़ा_सेट|study_desk स्टडी_टेबल|TV_unit टीवी_यूनिट|bed_with_storage स्टोरेज_बेड|false_ceiling फ़ॉल्स_सीलिंग");

    public static readonly IReadOnlyList<Name> Days = Read("tomorrow कल|on_Saturday शनिवार_को|on_Monday सोमवार_को|today आज|on_Thursday गुरुवार_को");

    public static readonly IReadOnlyList<Name> Times = Read("11_AM ग्यारह_बजे|4_PM चार_बजे|6_PM शाम_छह_बजे|half_past_five साढ़े_पाँच_बजे|noon बारह_बजे");

    public static readonly IReadOnlyList<string> Businesses =
        ["Sunrise Dental Care", "Lotus Boutique", "Green Leaf Cafe", "Om Sai Traders", "Blue Lake Residency", "Vidya Coaching Classes", "Metro Builders", "Spice Route Foods"];

    private static List<Name> Read(string names) =>
        [.. names.Split('|').Select(name => name.Split(' ')).Select(pair => new Name(pair[0].Replace('_', ' '), pair[1].Replace('_', ' ')))];
}
