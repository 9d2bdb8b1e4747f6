using System.Text;

namespace Superfone.Events.Tests;

public sealed class BodyIdsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("[]")]
    public void Read_BodyThatIsNoObject_HasNoIds(string body)
    {
        var ids = BodyIds.Read(Encoding.UTF8.GetBytes(body));

        Assert.False(ids.IsObject);
        Assert.Null(ids.ContactId);
    }
}
