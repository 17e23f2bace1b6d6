module.exports = require("../shared/94bf60608dbd9f1d.js");
