using System.Globalization;
using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class ContractParameterTests
{
    [Fact]
    public void Role_TokenAndProgress_AreKnownByType()
    {
        ContractMember member = Member(nameof(IMachine.Run));

        Assert.Equal(
            [ParameterRole.Value, ParameterRole.Progress, ParameterRole.Cancellation],
            member.Parameters.Select(parameter => parameter.Role));
        Assert.Equal([typeof(int), typeof(IProgress<double>), typeof(CancellationToken)], member.Parameters.Select(parameter => parameter.Type));
        Assert.Equal(["sweeps", "progress", "cancel"], member.Parameters.Select(parameter => parameter.Name));
        Assert.Equal([0, 1, 2], member.Parameters.Select(parameter => parameter.Position));
    }

    [Fact]
    public void Codec_ByRole_OnlyValuesHaveOne()
    {
        ContractMember member = Member(nameof(IMachine.Run));

        Assert.Equal(ValueKind.Integer, member.Parameters[0].Codec!.Kind);
        Assert.Null(member.Parameters[1].Codec);
        Assert.Null(member.Parameters[2].Codec);
        Assert.Equal(typeof(double), member.Parameters[1].ProgressType);
        Assert.Equal(ValueKind.Real, member.Parameters[1].ProgressCodec!.Kind);
        Assert.True(member.HasProgress);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, "text")]
    [InlineData(2, null)]
    [InlineData(3, DayOfWeek.Friday)]
    [InlineData(4, DayOfWeek.Monday)]
    [InlineData(5, null)]
    public void DefaultValue_OptionalParameter_IsWhatTheSourceSays(int position, object? expected)
    {
        ContractParameter parameter = Member(nameof(IMachine.Defaults)).Parameters[position];

        Assert.True(parameter.IsOptional);
        Assert.Equal(expected, parameter.DefaultValue);
    }

    [Fact]
    public void DefaultValue_StructAndDecimal_AreInstances()
    {
        IReadOnlyList<ContractParameter> parameters = Member(nameof(IMachine.Structs)).Parameters;

        Assert.Equal([1.5m, Guid.Empty, default(CancellationToken)], parameters.Select(parameter => parameter.DefaultValue));
    }

    [Fact]
    public void DefaultValue_RequiredParameter_IsNull()
    {
        ContractParameter parameter = Member(nameof(IMachine.Run)).Parameters[0];

        Assert.False(parameter.IsOptional);
        Assert.Null(parameter.DefaultValue);
    }

    [Fact]
    public void IsContract_ParameterOfContractType_IsAReference()
    {
        ContractParameter parameter = Assert.Single(Member(nameof(IMachine.Join)).Parameters);

        Assert.True(parameter.IsContract);
        Assert.Equal(ValueKind.Reference, parameter.Codec!.Kind);
    }

    [Theory]
    [InlineData(nameof(IMachine.Nothing), nameof(ReturnShape.Void), typeof(void))]
    [InlineData(nameof(IMachine.Join), nameof(ReturnShape.Value), typeof(int))]
    [InlineData(nameof(IMachine.Run), nameof(ReturnShape.Task), typeof(void))]
    [InlineData(nameof(IMachine.Defaults), nameof(ReturnShape.TaskOfT), typeof(string))]
    [InlineData(nameof(IMachine.Quick), nameof(ReturnShape.ValueTask), typeof(void))]
    [InlineData(nameof(IMachine.Structs), nameof(ReturnShape.ValueTaskOfT), typeof(bool))]
    public void Shape_EachWayToReturn_IsKnownWithTheResultInside(string name, string shape, Type resultType)
    {
        ContractMember member = Member(name);

        Assert.Equal(shape, member.Shape.ToString());
        Assert.Equal(resultType, member.ResultType);
        Assert.Equal(resultType == typeof(void), member.ResultCodec is null);
    }

    [Fact]
    public void Describe_EachParameter_HasKindAndDefault()
    {
        ContractDescription description = ContractModel.Of(typeof(IMachine)).Describe();

        Assert.Equal(
            ["sweeps Integer  False", "progress Progress null True", "cancel None default True"],
            Description(description, nameof(IMachine.Run)).Parameters.Select(Text));
        Assert.Equal(
            ["3", "\"text\"", "null", "Friday", "Monday", "null", "false", "'x'", "0.5"],
            Description(description, nameof(IMachine.Defaults)).Parameters.Select(parameter => parameter.DefaultText));
    }

    private static ContractMember Member(string name) =>
        Assert.Single(ContractModel.Of(typeof(IMachine)).Members, member => member.Name == name);

    private static MemberDescription Description(ContractDescription description, string name) =>
        Assert.Single(description.Members, member => member.Name == name);

    private static string Text(ParameterDescription parameter) =>
        string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} {parameter.Kind} {parameter.DefaultText} {parameter.Optional}");

    [SharedContract]
    public interface IMachine
    {
        void Nothing();

        int Join(IMachine other);

        Task Run(int sweeps, IProgress<double>? progress = null, CancellationToken cancel = default);

        ValueTask Quick();

        Task<string> Defaults(
            int number = 3,
            string text = "text",
            string? nothing = null,
            DayOfWeek day = DayOfWeek.Friday,
            DayOfWeek? maybe = DayOfWeek.Monday,
            int? none = null,
            bool flag = false,
            char letter = 'x',
            double half = 0.5);

        ValueTask<bool> Structs(decimal amount = 1.5m, Guid id = default, CancellationToken cancel = default);
    }
}
