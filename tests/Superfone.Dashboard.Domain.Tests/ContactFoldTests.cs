using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class ContactFoldTests
{
    [Fact]
    public void Apply_AbsentField_KeepsItsValueAndNullClearsIt()
    {
        var contact = Known();
        ContactFold.Apply(contact, Payloads.Change("x", null, Payloads.Json("""{"contact_last_name":null,"contact_labels":null,"contact_emails":null}""")).Contact);

        Assert.Equal(("Asha", null, "Asha"), (contact.FirstName, contact.LastName, contact.Name));
        Assert.Empty(contact.Labels);
        Assert.Empty(contact.Emails);
        Assert.Equal(9, contact.StageId);
    }

    [Theory]
    [InlineData("first_name", "\"Usha\"", "contact_first_name", "\"Mira\"", "Usha", "Mira")]
    [InlineData("first_name", "null", "contact_first_name", "\"Mira\"", null, "Mira")]
    [InlineData("first_name", "\"Usha\"", "contact_first_name", "null", "Usha", null)]
    [InlineData("last_name", "\"Rao\"", "contact_last_name", "\"Das\"", "Rao", "Das")]
    [InlineData("source", "{\"id\":1,\"title\":\"Web\"}", "contact_source", "\"Shop\"", "Web", "Shop")]
    [InlineData("source_type", "\"OTHERS\"", "contact_source_type", "\"WHATSAPP_INTEGRATION\"", "OTHERS", "WHATSAPP_INTEGRATION")]
    [InlineData("lead_stage", "{\"id\":10,\"title\":\"Won\"}", "contact_lead_stage_name", "\"Lost\"", "Won", "Lost")]
    [InlineData("lead_stage", "\"Won\"", "contact_lead_stage_name", "\"Lost\"", "Won", "Lost")]
    [InlineData("lead_group", "{\"id\":4,\"name\":\"Cold\"}", "contact_lead_group_name", "\"Warm\"", "Cold", "Warm")]
    [InlineData("labels", "[{\"id\":1,\"title\":\"Hot\"}]", "contact_labels", "[{\"id\":2,\"title\":\"Cold\"}]", "Hot", "Cold")]
    [InlineData("labels", "{\"id\":1,\"title\":\"Hot\"}", "contact_labels", "[]", "Hot", "")]
    [InlineData("phones", "[{\"phone\":\"+911\",\"customer_id\":1}]", "contact_phones", "[{\"phone\":\"+912\"}]", "+911", "+912")]
    [InlineData("phones", "[\"+911\",\"+913\"]", "contact_phones", "null", "+911,+913", "")]
    [InlineData("assignee_user", "{\"id\":678,\"title\":\"Ravi\"}", "contact_assignee_user_id", "679", "678", "679")]
    [InlineData("assignee_user", "678", "contact_assignee_user_id", "null", "678", null)]
    [InlineData("assignee_user", "\"678\"", "contact_assignee_user_id", "\"679\"", "678", "679")]
    public void Apply_ChangedKey_FollowsItsContactFieldElseTheUpdatedValue(
        string key, string value, string field, string fieldValue, string? expected, string? expectedWithField)
    {
        Assert.Equal(expected, Shown(key, Changed(key, value)));
        Assert.Equal(expectedWithField, Shown(key, Changed(key, value, new JsonObject { [field] = JsonNode.Parse(fieldValue) })));
    }

    [Fact]
    public void Apply_StageWithId_TakesIdAndTitle()
    {
        var contact = Changed("lead_stage", """{"id":"10","title":"Won"}""");
        Assert.Equal((10L, "Won"), (contact.StageId, contact.StageTitle));
        contact = Changed("lead_stage", "null");
        Assert.Equal((null, null), (contact.StageId, contact.StageTitle));
    }

    [Theory]
    [InlineData("\"Pune\"", "Pune")]
    [InlineData("null", null)]
    [InlineData("411001", "411001")]
    public void Apply_City_IsTheUpdatedValue(string value, string? expected) => Assert.Equal(expected, Changed("city", value).City);

    [Theory]
    [InlineData("first_name", "[1,2]")]
    [InlineData("phones", "[true]")]
    [InlineData("labels", "[[1]]")]
    [InlineData("lead_stage", "[1]")]
    [InlineData("assignee_user", "true")]
    [InlineData("city", "[]")]
    public void Apply_ValueThatIsNotItsField_LeavesTheFieldAsItIs(string key, string value) =>
        Assert.Equivalent(Known(), Changed(key, value), strict: true);

    [Theory]
    [InlineData("first_name", "\"Usha\"")]
    [InlineData("phones", "[\"+911\"]")]
    [InlineData("labels", "[{\"id\":1,\"title\":\"Cold\"}]")]
    [InlineData("lead_stage", "{\"id\":10,\"title\":\"Won\"}")]
    [InlineData("assignee_user", "678")]
    [InlineData("city", "\"Pune\"")]
    [InlineData("Budget", "\"50k\"")]
    public void Apply_ValueThatIsAbsent_LeavesTheFieldAsItIs(string key, string known)
    {
        var contact = Changed(key, known);
        ContactFold.Apply(contact, new ContactFields(), Payloads.ChangeWithoutValue(key).Change!);
        Assert.Equivalent(Changed(key, known), contact, strict: true);
    }

    [Fact]
    public void Apply_AnyOtherKey_IsACustomFieldByItsLabel()
    {
        var contact = Known();
        foreach (var (key, value) in new[] { ("Budget", "\"50k\""), ("Visits", "3"), ("Tags", "[ 1, {\"b\":1,\"a\":2} ]"), ("Old", "null") })
            Change(contact, key, value);

        Assert.Equal(
            [("Budget", "\"50k\""), ("Tags", "[1,{\"a\":2,\"b\":1}]"), ("Visits", "3")],
            contact.CustomFields.Select(field => (field.Key, field.Value)).OrderBy(field => field.Key, StringComparer.Ordinal));
        Change(contact, "Budget", "null");
        Assert.DoesNotContain("Budget", contact.CustomFields.Keys);
    }

    [Fact]
    public void Apply_CustomFieldsCarried_StateFollowsThem()
    {
        var contact = Changed("Budget", "\"50k\"", Payloads.Json("""{"contact_custom_fields":{"Budget":"60k"}}"""));
        Assert.Equal("\"60k\"", contact.CustomFields["Budget"]);
    }

    [Fact]
    public void Apply_NoName_IsCalledByItsBusiness()
    {
        var contact = Known();
        ContactFold.Apply(contact, Payloads.Change("x", null, Payloads.Json("""{"contact_first_name":" ","contact_last_name":null,"contact_business_name":"Acme"}""")).Contact);
        Assert.Equal("Acme", contact.Name);
    }

    [Fact]
    public void See_InstantsInAnyOrder_WidenTheTime()
    {
        var contact = Known();
        foreach (var hours in new[] { 2, 1, 3 })
            ContactFold.See(contact, Payloads.Noon.AddHours(hours));
        Assert.Equal((Payloads.Noon.AddHours(1), Payloads.Noon.AddHours(3)), (contact.FirstSeenUtc, contact.LastActivityUtc));
    }

    private static Contact Known() => new()
    {
        ContactId = 12345,
        FirstName = "Asha",
        LastName = "Kumar",
        Name = "Asha Kumar",
        StageId = 9,
        StageTitle = "New",
        Labels = [new Titled(17, "Hot")],
        Emails = ["asha@example.com"],
        City = "Delhi",
    };

    private static Contact Changed(string key, string value, JsonObject? and = null)
    {
        var contact = Known();
        Change(contact, key, value, and);
        return contact;
    }

    private static void Change(Contact contact, string key, string value, JsonObject? and = null)
    {
        var happened = Payloads.Change(key, JsonNode.Parse(value), and);
        ContactFold.Apply(contact, happened.Contact);
        ContactFold.Apply(contact, happened.Contact, happened.Change!);
    }

    private static string? Shown(string key, Contact contact) => key switch
    {
        "first_name" => contact.FirstName,
        "last_name" => contact.LastName,
        "source" => contact.Source,
        "source_type" => contact.SourceType,
        "lead_stage" => contact.StageTitle,
        "lead_group" => contact.GroupTitle,
        "labels" => string.Join(',', contact.Labels.Select(label => label.Title)),
        "phones" => string.Join(',', contact.Phones.Select(number => number.Phone)),
        _ => contact.AssigneeUserId?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
