using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class MemberSettingsTests
{
    [Fact]
    public void Members_NoAttribute_NothingIsSet()
    {
        ContractMember member = Member("get Plain:System.Int32");

        Assert.Equal((false, false, false, 0), Settings(member));
    }

    [Fact]
    public void Members_AttributeOnMethod_IsTaken()
    {
        ContractMember member = Member("Compute():System.Int32");

        Assert.Equal((true, false, true, 250), Settings(member));
    }

    [Fact]
    public void Members_AttributeOnProperty_ReadOnlySpeaksOfTheGetterAndTheRestOfBoth()
    {
        ContractMember getter = Member("get Shared:System.Int32");
        ContractMember setter = Member("set Shared(System.Int32)");

        Assert.Equal((true, false, true, 10), Settings(getter));
        Assert.Equal((false, false, true, 10), Settings(setter));
    }

    [Fact]
    public void Members_OneWayOnProperty_SpeaksOfTheSetter()
    {
        ContractMember getter = Member("get Level:System.Int32");
        ContractMember setter = Member("set Level(System.Int32)");

        Assert.False(getter.OneWay);
        Assert.True(setter.OneWay);
    }

    [Fact]
    public void Members_AttributeOnAccessor_StandsInsteadOfThePropertys()
    {
        ContractMember getter = Member("get Mixed:System.Int32");
        ContractMember setter = Member("set Mixed(System.Int32)");

        Assert.Equal((true, false, false, 10), Settings(getter));
        Assert.Equal((false, true, false, 0), Settings(setter));
    }

    [Theory]
    [InlineData("Fire():System.Void")]
    [InlineData("FireAsync():System.Threading.Tasks.Task")]
    [InlineData("FireQuickly():System.Threading.Tasks.ValueTask")]
    public void Members_OneWayWithoutResult_IsTaken(string signature)
    {
        ContractMember member = Member(signature);

        Assert.True(member.OneWay);
    }

    [Fact]
    public void Describe_Settings_AreTold()
    {
        ContractDescription description = ContractModel.Of(typeof(ISettings)).Describe();

        MemberDescription compute = Assert.Single(description.Members, member => member.Name == nameof(ISettings.Compute));
        Assert.Equal((true, false, true, 250u), (compute.ReadOnly, compute.OneWay, compute.CpuBound, compute.TimeoutMs));
    }

    private static ContractMember Member(string signature) =>
        Assert.Single(ContractModel.Of(typeof(ISettings)).Members, member => member.Signature == signature);

    private static (bool ReadOnly, bool OneWay, bool CpuBound, int TimeoutMs) Settings(ContractMember member) =>
        (member.ReadOnly, member.OneWay, member.CpuBound, member.TimeoutMs);

    [SharedContract]
    public interface ISettings
    {
        int Plain { get; }

        [SharedMember(ReadOnly = true, CpuBound = true, TimeoutMs = 10)]
        int Shared { get; set; }

        [SharedMember(OneWay = true)]
        int Level { get; set; }

        [SharedMember(ReadOnly = true, TimeoutMs = 10)]
        int Mixed
        {
            get;
            [SharedMember(OneWay = true)]
            set;
        }

        [SharedMember(ReadOnly = true, CpuBound = true, TimeoutMs = 250)]
        int Compute();

        [SharedMember(OneWay = true)]
        void Fire();

        [SharedMember(OneWay = true)]
        Task FireAsync();

        [SharedMember(OneWay = true)]
        ValueTask FireQuickly();
    }
}
