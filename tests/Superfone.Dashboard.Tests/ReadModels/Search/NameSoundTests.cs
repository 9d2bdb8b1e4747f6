using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Search;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Names;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels.Search;

/// <summary>Common names, as they are written in both scripts.</summary>
public sealed class NameSoundTests
{
    private static readonly (string Roman, string Indian)[] Names =
    [
        ("rohan", "रोहन"), ("priya", "प्रिया"), ("aishwarya", "ऐश्वर्या"), ("venkatesh", "वेंकटेश"), ("siddharth", "सिद्धार्थ"), ("lakshmi", "लक्ष्मी"), ("laxman", "लक्ष्मण"),
        ("krishna", "कृष्ण"), ("arjun", "अर्जुन"), ("sanjay", "संजय"), ("vijay", "विजय"), ("jyoti", "ज्योति"), ("gyanesh", "ज्ञानेश"), ("shri", "श्री"), ("shiv", "शिव"),
        ("shiva", "शिव"), ("deepak", "दीपक"), ("sunita", "सुनीता"), ("suneeta", "सुनीता"), ("chandra", "चंद्र"), ("kshitij", "क्षितिज"), ("pooja", "पूजा"), ("puja", "पूजा"),
        ("fatima", "फ़ातिमा"), ("zakir", "ज़ाकिर"), ("anushka", "अनुष्का"), ("yash", "यश"), ("isha", "ईशा"), ("rishi", "ऋषि"), ("amrita", "अमृता"), ("gaurav", "गौरव"), ("raj", "राज"),
        ("vaishnavi", "वैष्णवी"), ("thomas", "थॉमस"), ("mahesh", "महेश"), ("ramesh", "रमेश"), ("suresh", "सुरेश"), ("rahul", "राहुल"), ("neha", "नेहा"), ("meera", "मीरा"),
        ("ritu", "ऋतु"), ("kavita", "कविता"), ("aarav", "आरव"), ("sharma", "शर्मा"), ("gupta", "गुप्ता"), ("patel", "पटेल"), ("singh", "सिंह"), ("rai", "राय"), ("jay", "जय"), ("jai", "जय"),
        ("bhai", "भाई"), ("sonia", "सोनिया"), ("vicky", "विक्की"), ("mohammad", "मोहम्मद"), ("vikas", "विकास"), ("ganesh", "गणेश"), ("champa", "चंपा"), ("asha", "आशा"), ("uma", "उमा"),
        ("rohan", "রোহন"), ("rohan", "ਰੋਹਨ"), ("rohan", "રોહન"), ("rohan", "రోహన్"), ("rohan", "ರೋಹನ್"), ("rohan", "റോഹൻ"), ("lakshmi", "ലക്ഷ്മി"),
    ];

    public static TheoryData<string, string> Pairs => [.. Names];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Name_InBothScripts_SoundsTheSame(string roman, string indian)
    {
        var (one, other) = (Of(roman), Of(indian));

        Assert.Equal(one.Key, other.Key);
        Assert.True(one.IsLike(other) && other.IsLike(one));
    }

    [Theory]
    [InlineData("rehan", "रोहन")]
    [InlineData("ruhan", "रोहन")]
    [InlineData("rohini", "रोहन")]
    [InlineData("sahana", "शान")]
    [InlineData("kamal", "कमली")]
    [InlineData("meena", "मोना")]
    [InlineData("anil", "अनिला")]
    [InlineData("rohan", "rehan")]
    public void Name_OfAnother_SoundsOtherwise(string typed, string name) => Assert.False(Of(typed).IsLike(Of(name)));

    [Theory]
    [InlineData("roh", "रोहन", true)]
    [InlineData("roha", "रोहन", true)]
    [InlineData("reh", "रोहन", false)]
    [InlineData("रोह", "rohan", true)]
    [InlineData("siddhar", "सिद्धार्थ", true)]
    public void Beginning_OfAName_IsThatOfItsOtherScript(string typed, string name, bool isBeginning) => Assert.Equal(isBeginning, Of(typed).IsBeginningOf(Of(name)));

    [Theory]
    [InlineData("")]
    [InlineData("aai")]
    [InlineData("r2d2")]
    [InlineData("zoë")]
    [InlineData("محمد")]
    public void Word_OfAnotherKind_HasNoSound(string word) => Assert.Null(NameSound.Of(word));

    [Fact]
    public void Names_AmongEachOther_SoundLikeNoOther()
    {
        var wrong = Names.SelectMany(typed => Names, (typed, name) => (typed.Roman, name.Indian, Expected: Names.Contains((typed.Roman, name.Indian))))
            .Where(pair => Of(pair.Roman).IsLike(Of(pair.Indian)) != pair.Expected)
            .Select(pair => $"{pair.Roman} {pair.Indian}");

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Search_InEitherScript_FindsBothAndExactHitsFirstPageByPage()
    {
        using var log = new LogOnDisk();
        foreach (var (id, name) in new[] { (1, "Rohan Mehta"), (2, "रोहन शर्मा"), (3, "Rohan Das"), (4, "Rehan Khan"), (5, "રોહન પટેલ"), (6, "रोहिणी") })
            log.AppendAndProject(Payload.Contact(id, $"+91800000000{id}", name), Payload.Call(id, log.Now.AddMinutes(id)).With("cdr_phone", $"+91800000000{id}"));

        Assert.Equal([3, 1, 5, 2], await ContactsAsync(log, "rohan"));
        Assert.Equal([2, 5, 3, 1], await ContactsAsync(log, "रोहन"));
        Assert.Equal([2], await ContactsAsync(log, "rohan sharma"));
        Assert.Equal([1], await ContactsAsync(log, "रोहन mehta"));
        Assert.Equal([3, 1, 5, 2], await CallsAsync(log, "rohan"));
        var all = await new SearchQueries(log.ReadModel, log.Contacts, LogOnDisk.Phones, log.CallItems).FindAsync(Visibility.Everything, "roha", TestContext.Current.CancellationToken);
        Assert.Equal([3, 1, 5, 2], all!.Contacts.Items.Select(contact => contact.ContactId));
        Assert.Equal([3, 1, 5, 2], all.Calls.Items.Select(call => call.CdrId));
    }

    private static NameSound Of(string word) => NameSound.Of(SearchNormalizer.NormalizeWord(word))!;

    private static async Task<List<long>> ContactsAsync(LogOnDisk log, string text)
    {
        List<long> found = [];
        string? cursor = null;
        do
        {
            var page = await log.Contacts.ListAsync(Visibility.Everything, new ContactFilter { Q = text }, cursor, 1, TestContext.Current.CancellationToken);
            found.AddRange(page.Items.Select(contact => contact.ContactId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return found;
    }

    private static async Task<List<long>> CallsAsync(LogOnDisk log, string text)
    {
        List<long> found = [];
        string? cursor = null;
        do
        {
            var page = await log.Calls.ListAsync(Visibility.Everything, new CallFilter { Q = text }, cursor, 1, TestContext.Current.CancellationToken);
            found.AddRange(page.Items.Select(call => call.CdrId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        Assert.Equal(found.Count, await log.Calls.CountAsync(Visibility.Everything, new CallFilter { Q = text }, 100, TestContext.Current.CancellationToken));
        return found;
    }
}
